import { userError, type UserError } from '../../../core/errors.ts';
import {
  NAME_PROPERTY,
  PRIMITIVES,
  type AvroField,
  type AvroType,
  type Logical,
  type PrimitiveKind,
} from './avro-type.ts';
import { logicalOf } from './logical.ts';

/** How deep types may stand in each other: more than any table has, less than the stack takes. */
const MOST_LEVELS = 100;

/**
 * The type that a schema (JSON, parsed) says, names resolved. `file` is what has the schema, for errors. Throws a
 * `UserError`: `AVRO_SCHEMA_INVALID` for what is no schema, `AVRO_SCHEMA_UNSUPPORTED` for a record within itself.
 */
export function parseSchema(schema: unknown, file: string): AvroType {
  return new SchemaParser(file).type(schema, '', 0);
}

/** {@link parseSchema} of JSON text. */
export function parseSchemaText(text: string, file: string): AvroType {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch (error) {
    throw invalid(file, 'the schema is not JSON', text, error);
  }
  return parseSchema(schema, file);
}

type Properties = Readonly<Record<string, unknown>>;

class SchemaParser {
  readonly #file: string;
  /** By full name; undefined while its definition is read. */
  readonly #named = new Map<string, AvroType | undefined>();

  constructor(file: string) {
    this.#file = file;
  }

  type(schema: unknown, namespace: string, level: number): AvroType {
    if (level > MOST_LEVELS) {
      throw unsupported(this.#file, `the schema has types more than ${MOST_LEVELS} deep within each other`);
    }
    if (typeof schema === 'string') return this.#byName(schema, namespace);
    if (Array.isArray(schema)) return this.#union(schema, namespace, level);
    if (!isProperties(schema)) throw this.#invalid('a type is neither a name, a list nor an object', schema);
    const { type } = schema;
    if (typeof type !== 'string') return this.type(type, namespace, level + 1);
    switch (type) {
      case 'array':
        return { kind: 'array', items: this.type(schema['items'], namespace, level + 1) };
      case 'map':
        return { kind: 'map', values: this.type(schema['values'], namespace, level + 1) };
      case 'record':
      case 'error':
      case 'enum':
      case 'fixed':
        return this.#definition(type, schema, namespace, level);
      default: {
        const primitive = primitiveOf(type);
        return primitive ? withLogical(primitive, logicalOf(primitive, schema)) : this.#byName(type, namespace);
      }
    }
  }

  #union(schema: readonly unknown[], namespace: string, level: number): AvroType {
    if (schema.length === 0) throw this.#invalid('a union has no members', schema);
    const members = schema.map((member) => this.type(member, namespace, level + 1));
    if (members.some(({ kind }) => kind === 'union')) throw this.#invalid('a union stands in a union', schema);
    return { kind: 'union', members };
  }

  #byName(name: string, namespace: string): AvroType {
    const primitive = primitiveOf(name);
    if (primitive) return { kind: primitive };
    const own = name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
    const full = this.#named.has(own) ? own : name;
    const known = this.#named.get(full);
    if (known) return known;
    if (!this.#named.has(full)) throw this.#invalid('a type of that name is not defined', name);
    throw unsupported(this.#file, `the record ${full} stands within itself`, {
      found: full,
      expected: 'a schema whose types end',
      hint: 'A table has no type for it: write the inner records as JSON text, or as a list.',
    });
  }

  #definition(kind: 'record' | 'error' | 'enum' | 'fixed', schema: Properties, space: string, level: number): AvroType {
    const written = schema['name'];
    if (typeof written !== 'string' || written === '') throw this.#invalid(`a type (${kind}) has no name`, schema);
    const stated = typeof schema['namespace'] === 'string' ? schema['namespace'] : space;
    const name = written.includes('.') || stated === '' ? written : `${stated}.${written}`;
    if (this.#named.has(name)) throw this.#invalid('two types have one name', name);
    this.#named.set(name, undefined);
    const type = this.#body(kind, schema, name, level);
    this.#named.set(name, type);
    return type;
  }

  #body(kind: 'record' | 'error' | 'enum' | 'fixed', schema: Properties, name: string, level: number): AvroType {
    if (kind === 'fixed') return this.#fixed(schema, name);
    if (kind === 'enum') {
      const symbols = namesIn(schema['symbols']);
      if (!symbols || symbols.length === 0) throw this.#invalid(`the enum ${name} has no list of symbols`, schema);
      return { kind, name, symbols };
    }
    const { fields } = schema;
    if (!Array.isArray(fields)) throw this.#invalid(`the record ${name} has no list of fields`, schema);
    const namespace = name.slice(0, Math.max(0, name.lastIndexOf('.')));
    return { kind: 'record', name, fields: fields.map((field: unknown) => this.#field(field, namespace, level)) };
  }

  #fixed(schema: Properties, name: string): AvroType {
    const { size } = schema;
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
      throw this.#invalid(`the fixed ${name} has no size`, schema);
    }
    const logical = logicalOf('fixed', schema, size);
    return { kind: 'fixed', name, size, ...(logical && { logical }) };
  }

  #field(field: unknown, namespace: string, level: number): AvroField {
    if (!isProperties(field) || typeof field['name'] !== 'string') throw this.#invalid('a field has no name', field);
    const kept = field[NAME_PROPERTY];
    return {
      name: typeof kept === 'string' ? kept : field['name'],
      aliases: namesIn(field['aliases']) ?? [],
      type: this.type(field['type'], namespace, level + 1),
      fallback: field['default'],
    };
  }

  #invalid(message: string, found: unknown): UserError {
    return invalid(this.#file, message, JSON.stringify(found) ?? 'nothing');
  }
}

function primitiveOf(name: string): PrimitiveKind | undefined {
  return PRIMITIVES.find((one) => one === name);
}

function withLogical(kind: PrimitiveKind, logical: Logical | undefined): AvroType {
  return logical ? { kind, logical } : { kind };
}

function isProperties(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function namesIn(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((one): one is string => typeof one === 'string') ? value : undefined;
}

function invalid(file: string, message: string, found: string, cause?: unknown): UserError {
  const shown = found.length > 120 ? `${found.slice(0, 117)}...` : found;
  return userError({ code: 'AVRO_SCHEMA_INVALID', message, file, found: shown, expected: 'an Avro schema' }, { cause });
}

/** The error for a schema that is right, and that no table can hold. */
export function unsupported(
  file: string,
  message: string,
  more: { readonly found?: string; readonly expected?: string; readonly hint?: string } = {},
): UserError {
  return userError({ code: 'AVRO_SCHEMA_UNSUPPORTED', message, file, ...more });
}
