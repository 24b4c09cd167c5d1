import { userError } from '../../core/errors.ts';
import type { Plain } from '../../duckdb/plain.ts';
import { ByteReader } from './byte-reader.ts';
import { unreadable } from './container/unreadable.ts';
import { AvroDamage } from './damage.ts';
import { readValue } from './message/read-value.ts';
import type { AvroType } from './schema/avro-type.ts';
import { parseSchema, parseSchemaText } from './schema/parse-schema.ts';

/** Gives the schema of an id: JSON text, as a schema registry hands it over, or what it parses to. */
export type SchemaSource = (id: number) => unknown;

export interface ConfluentMessage {
  readonly schemaId: number;
  readonly value: Plain;
}

/** The magic byte and the id of the schema. */
const PREFIX_BYTES = 5;

/**
 * Decodes a message of Confluent's wire format: a zero byte, the id of its schema in four bytes (the most significant
 * first), and one value in Avro's binary encoding. The value is plain data as `cat --json` prints them: dates, times and
 * decimals as text, longs beyond 2^53 too, bytes as `0x…`, a map as a list of `{ key, value }`, a union of several
 * types as `{ member0, member1, … }`. `schemas` is asked once for an id. Throws a `UserError`: `AVRO_MESSAGE_INVALID`,
 * `AVRO_UNREADABLE`, `AVRO_SCHEMA_INVALID`, `AVRO_SCHEMA_UNSUPPORTED`.
 */
export async function decodeConfluent(message: Uint8Array, schemas: SchemaSource): Promise<ConfluentMessage> {
  if (message.length < PREFIX_BYTES || message[0] !== 0) throw noMessage(message);
  const schemaId = new DataView(message.buffer, message.byteOffset).getUint32(1);
  const type = await typeOf(schemaId, schemas);
  const input = new ByteReader(message);
  input.skip(PREFIX_BYTES);
  try {
    const value = readValue(type, input);
    if (input.left > 0) throw new AvroDamage(`${input.left} bytes are left over behind the value`, { at: input.pos });
    return { schemaId, value };
  } catch (error) {
    if (!(error instanceof AvroDamage)) throw error;
    throw unreadable('message', error, { where: `schema ${schemaId}`, offset: error.at, within: 'the message' });
  }
}

/** What sources have given so far. */
const known = new WeakMap<SchemaSource, Map<number, AvroType>>();

async function typeOf(id: number, schemas: SchemaSource): Promise<AvroType> {
  const types = known.get(schemas) ?? new Map<number, AvroType>();
  known.set(schemas, types);
  const before = types.get(id);
  if (before) return before;
  const schema = await schemas(id);
  const file = `schema ${id}`;
  const isText = typeof schema === 'string' && /^\s*["[{]/.test(schema);
  const type = isText ? parseSchemaText(schema, file) : parseSchema(schema, file);
  types.set(id, type);
  return type;
}

function noMessage(message: Uint8Array): Error {
  return userError({
    code: 'AVRO_MESSAGE_INVALID',
    message: "the message is not of Confluent's wire format",
    found: `${message.length} bytes: 0x${Buffer.from(message.subarray(0, PREFIX_BYTES)).toString('hex')}…`,
    expected: 'a zero byte, the id of a schema in four bytes, and a value',
  });
}
