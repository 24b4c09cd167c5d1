import avsc from 'avsc';

/** The 16 bytes that end blocks in test files. */
export const SYNC = Buffer.from('0123456789abcdef');

/** A long in Avro's encoding. */
export function long(value: bigint | number): Buffer {
  let rest = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  const groups: number[] = [];
  for (; rest > 0x7fn; rest >>= 7n) groups.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...groups, Number(rest)]);
}

export function bytes(value: string | Uint8Array): Buffer {
  const content = Buffer.from(value);
  return Buffer.concat([long(content.length), content]);
}

/** The header of a file. `schema` is JSON, or text as it stands. */
export function header(schema: unknown, codec = 'null'): Buffer {
  const text = typeof schema === 'string' && !/^[a-z]+$/.test(schema) ? schema : JSON.stringify(schema);
  const entries = ['avro.schema', text, 'avro.codec', codec].map((entry) => bytes(entry));
  return Buffer.concat([Buffer.from('Obj\u0001'), long(2), ...entries, long(0), SYNC]);
}

export function block(count: number, content: Uint8Array): Buffer {
  return Buffer.concat([long(count), bytes(content), SYNC]);
}

/** A value as avsc encodes it. */
export function encoded(schema: unknown, value: unknown): Buffer {
  const parsed: avsc.Schema = JSON.parse(JSON.stringify(schema));
  return avsc.Type.forSchema(parsed, { wrapUnions: true }).toBuffer(value);
}

/** A file with the values of one block, encoded by avsc. */
export function avroFile(schema: unknown, values: readonly unknown[]): Buffer {
  const content = Buffer.concat(values.map((value) => encoded(schema, value)));
  return Buffer.concat([header(schema), block(values.length, content)]);
}

/** A record of one field `v`. */
export function recordOf(type: unknown): unknown {
  return { type: 'record', name: 'R', fields: [{ name: 'v', type }] };
}
