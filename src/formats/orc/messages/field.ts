/** How one value of a field is kept (Protocol Buffers, "Encoding", wire types and scalar types). */
export type Scalar =
  /** uint32, uint64 and enumerations that are counts, lengths and places: a number, never above 2^53 - 1. */
  | { readonly type: 'count' }
  | { readonly type: 'flag' }
  /** int32: two's complement in ten bytes where negative. */
  | { readonly type: 'int32' }
  /** sint32 and sint64: zigzag. */
  | { readonly type: 'zigzag' }
  | { readonly type: 'double' }
  | { readonly type: 'text' }
  | { readonly type: 'bytes' }
  | { readonly type: 'message'; readonly fields: Fields };

export interface Field<Value = unknown, Repeated extends boolean = boolean> {
  readonly number: number;
  readonly scalar: Scalar;
  readonly repeated: Repeated;
  /** Numbers of a repeated field in one piece; both ways are read. */
  readonly packed: boolean;
  /** Carries the type of a value; never there. */
  readonly value?: Value;
}

export type Fields = Readonly<Record<string, Field>>;

/** A message as it was read: every list is there, what was not written is undefined. */
export type Decoded<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer Value, true>
    ? readonly Value[]
    : F[K] extends Field<infer Value>
      ? Value | undefined
      : never;
};

/** A message to be written: undefined and empty lists are left out. */
export type Draft<F extends Fields> = {
  readonly [K in keyof F]?: DraftOf<F[K]> | undefined;
};

type DraftOf<F extends Field> = F extends Field<infer Value, true> ? readonly Loose<Value>[] : Loose<ValueOf<F>>;
type ValueOf<F extends Field> = F extends Field<infer Value> ? Value : never;

/** Within messages too, everything may be left out. */
type Loose<Value> = Value extends Uint8Array | string | number | bigint | boolean
  ? Value
  : Value extends readonly (infer Item)[]
    ? readonly Loose<Item>[]
    : Value extends object
      ? { readonly [K in keyof Value]?: Loose<Value[K]> | undefined }
      : Value;

export const count = (number: number): Field<number, false> => single(number, { type: 'count' });
export const counts = (number: number): Field<number, true> => packed(number, { type: 'count' });
export const flag = (number: number): Field<boolean, false> => single(number, { type: 'flag' });
export const int32 = (number: number): Field<number, false> => single(number, { type: 'int32' });
export const zigzag = (number: number): Field<bigint, false> => single(number, { type: 'zigzag' });
export const double = (number: number): Field<number, false> => single(number, { type: 'double' });
export const text = (number: number): Field<string, false> => single(number, { type: 'text' });
export const texts = (number: number): Field<string, true> => repeated(number, { type: 'text' });
export const bytes = (number: number): Field<Uint8Array, false> => single(number, { type: 'bytes' });

export function message<F extends Fields>(number: number, fields: F): Field<Decoded<F>, false> {
  return single(number, { type: 'message', fields });
}

export function messages<F extends Fields>(number: number, fields: F): Field<Decoded<F>, true> {
  return repeated(number, { type: 'message', fields });
}

function single<Value>(number: number, scalar: Scalar): Field<Value, false> {
  return { number, scalar, repeated: false, packed: false };
}

function repeated<Value>(number: number, scalar: Scalar): Field<Value, true> {
  return { number, scalar, repeated: true, packed: false };
}

function packed<Value>(number: number, scalar: Scalar): Field<Value, true> {
  return { number, scalar, repeated: true, packed: true };
}

/** The wire type of a scalar (0 varint, 1 eight bytes, 2 length and bytes). */
export function wireTypeOf(scalar: Scalar): number {
  switch (scalar.type) {
    case 'double':
      return 1;
    case 'text':
    case 'bytes':
    case 'message':
      return 2;
    case 'count':
    case 'flag':
    case 'int32':
    case 'zigzag':
      return 0;
  }
}
