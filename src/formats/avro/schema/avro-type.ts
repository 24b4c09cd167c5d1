/** An Avro type with every name resolved. Named types that are used twice are the same object. */
export type AvroType = Primitive | Fixed | Enumeration | List | Dictionary | AvroRecord | Union;

export const PRIMITIVES = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'] as const;
export type PrimitiveKind = (typeof PRIMITIVES)[number];

export interface Primitive {
  readonly kind: PrimitiveKind;
  readonly logical?: Logical;
}

export interface Fixed {
  readonly kind: 'fixed';
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly logical?: Logical;
}

export interface Enumeration {
  readonly kind: 'enum';
  readonly name: string;
  readonly symbols: readonly string[];
}

export interface List {
  readonly kind: 'array';
  readonly items: AvroType;
}

export interface Dictionary {
  readonly kind: 'map';
  readonly values: AvroType;
}

export interface AvroRecord {
  readonly kind: 'record';
  readonly name: string;
  readonly fields: readonly AvroField[];
}

export interface Union {
  readonly kind: 'union';
  readonly members: readonly AvroType[];
}

export interface AvroField {
  /** The name that a table gives it: what it was called before it was made an Avro name, if the schema says. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: AvroType;
  /** As JSON; undefined where there is none. */
  readonly fallback: unknown;
}

/** The property of a field that keeps a name which is no Avro name. */
export const NAME_PROPERTY = 'glue-replay.name';

/** A logical type whose conditions are met; any other is left aside, as the specification asks. */
export type Logical =
  { readonly name: SimpleLogical } | { readonly name: 'decimal'; readonly precision: number; readonly scale: number };

export type SimpleLogical =
  | 'date'
  | 'time-millis'
  | 'time-micros'
  | 'timestamp-millis'
  | 'timestamp-micros'
  | 'timestamp-nanos'
  | 'local-timestamp-millis'
  | 'local-timestamp-micros'
  | 'local-timestamp-nanos'
  | 'uuid'
  | 'duration';

/** The fewest bytes that a value takes: none, or some. */
export function leastBytes(type: AvroType): 0 | 1 {
  switch (type.kind) {
    case 'null':
      return 0;
    case 'fixed':
      return type.size === 0 ? 0 : 1;
    case 'record':
      return type.fields.some((field) => leastBytes(field.type) === 1) ? 1 : 0;
    default:
      return 1;
  }
}
