import { describe, expect, test } from 'vitest';
import { decodeConfluent } from '../../../src/formats/avro/decode-confluent.ts';
import { codesOf, findingsOf } from '../../findings.ts';
import { readAs } from '../read-rows.ts';
import { avroFile, encoded, recordOf } from './container.ts';

function message(id: number, schema: unknown, value: unknown): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(id, 1);
  return Buffer.concat([prefix, encoded(schema, value)]);
}

const ORDER = {
  type: 'record',
  name: 'Order',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'note', type: ['null', 'string'] },
  ],
};

test('a message is decoded by the schema of its id, which is asked for once', async () => {
  const asked: number[] = [];
  const schemas = async (id: number): Promise<string> => {
    asked.push(id);
    return JSON.stringify(ORDER);
  };
  const first = await decodeConfluent(message(70_000, ORDER, { id: 1, note: { string: 'é' } }), schemas);
  const second = await decodeConfluent(message(70_000, ORDER, { id: 2, note: null }), schemas);
  expect([first, second]).toEqual([
    { schemaId: 70_000, value: { id: 1, note: 'é' } },
    { schemaId: 70_000, value: { id: 2, note: null } },
  ]);
  expect(asked).toEqual([70_000]);
});

describe('a value is what a file with it is read as', () => {
  test.each<[unknown, unknown]>([
    ['boolean', true],
    ['double', Number.NaN],
    ['bytes', Buffer.from([1, 255])],
    [{ type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 }, Buffer.from([0xff])],
    [{ type: 'fixed', name: 'F', size: 16, logicalType: 'uuid' }, Buffer.alloc(16, 7)],
    [{ type: 'fixed', name: 'F', size: 12, logicalType: 'duration' }, Buffer.alloc(12, 1)],
    [{ type: 'enum', name: 'E', symbols: ['A', 'B'] }, 'B'],
    [{ type: 'array', items: ['null', 'int'] }, [null, { int: 1 }]],
    [{ type: 'map', values: 'int' }, { a: 1 }],
    [['null', 'int', 'string'], { string: 'x' }],
    ...[-719_162, -1, 0, 59, 11_016, 2_932_896].map((day): [unknown, unknown] => [
      { type: 'int', logicalType: 'date' },
      day,
    ]),
    [{ type: 'int', logicalType: 'time-millis' }, 3_600_001],
    [{ type: 'long', logicalType: 'time-micros' }, 86_399_999_999],
    ...['timestamp-millis', 'timestamp-micros', 'local-timestamp-micros', 'local-timestamp-nanos'].flatMap(
      (logicalType) =>
        [-1, 0, 1_672_639_200_123, -2_000_000_000_000].map((value): [unknown, unknown] => [
          { type: 'long', logicalType },
          value,
        ]),
    ),
  ])('%j: %j', async (type, v) => {
    const schema = recordOf(type);
    const { rows } = await readAs('avro', avroFile(schema, [{ v }]));
    const { value } = await decodeConfluent(message(1, schema, { v }), () => schema);
    expect(rows).toEqual([Object.assign({ _source_row: 1 }, value)]);
  });
});

test('what is no message is refused', async () => {
  expect(await codesOf(() => decodeConfluent(Buffer.from([1, 0, 0, 0, 1, 2]), () => 'int'))).toEqual([
    'AVRO_MESSAGE_INVALID',
  ]);
  expect(await codesOf(() => decodeConfluent(Buffer.from([0, 0, 0]), () => 'int'))).toEqual(['AVRO_MESSAGE_INVALID']);
});

test('a message that ends too early, or too late, says where', async () => {
  const whole = message(3, ORDER, { id: 5, note: { string: 'text' } });
  for (const broken of [whole.subarray(0, -1), Buffer.concat([whole, Buffer.from([0])])]) {
    expect(await findingsOf(() => decodeConfluent(broken, () => ORDER))).toMatchObject([
      { code: 'AVRO_UNREADABLE', message: expect.stringMatching(/^schema 3, byte \d+ of the message: /) },
    ]);
  }
});
