import {
  Binary,
  DateMillisecond,
  Decimal,
  Dictionary,
  Field,
  Float16,
  Float64,
  Int32,
  Int64,
  List,
  makeData,
  makeVector,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromArrays,
  TimeMicrosecond,
  TimestampMicrosecond,
  TimestampNanosecond,
  Uint8,
  Uint64,
  Utf8,
  vectorFromArray,
  type Vector,
} from 'apache-arrow';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openOrc, OrcError, readOrc, writeOrc, writeOrcTo } from '../../../../src/formats/orc/index.ts';

test('a table is read as it was written', async () => {
  const table = new Table({
    id: vectorFromArray([1n, null, -(2n ** 63n)], new Int64()),
    text: vectorFromArray(['', null, 'ä€😀'], new Utf8()),
    bytes: vectorFromArray([Uint8Array.of(0, 255), null, new Uint8Array(0)], new Binary()),
    list: vectorFromArray([[1, null], [], null], new List(new Field('item', new Int32(), true))),
  });
  const back = await readOrc(await writeOrc(table));
  expect(back.toArray().map(String)).toEqual(table.toArray().map(String));
});

test('what is written is equal however the rows are cut into batches', async () => {
  const ids = Array.from({ length: 500 }, (_, index) => (index % 7 === 0 ? null : index));
  const table = new Table({
    id: vectorFromArray(ids, new Int32()),
    word: vectorFromArray(
      ids.map((id) => (id === null ? null : `word ${id % 10}`)),
      new Utf8(),
    ),
    flags: vectorFromArray(ids.map((id) => id !== null && id % 3 === 0)),
    lists: vectorFromArray(
      ids.map((id) => (id === null ? null : [id, null])),
      new List(new Field('item', new Int32(), true)),
    ),
  });
  const options = { rowIndexStride: 60, stripeBytes: 2000 };
  const whole = await writeOrc(table, options);
  for (const rows of [1, 7, 60, 499]) {
    const batches: RecordBatch[] = [];
    for (let from = 0; from < 500; from += rows) batches.push(...table.slice(from, from + rows).batches);
    expect(Buffer.from(await writeOrc({ schema: table.schema, batches }, options)).equals(whole)).toBe(true);
  }
});

test('a file says of itself what it was written with', async () => {
  const table = tableFromArrays({ id: Int32Array.from({ length: 100 }, (_, index) => index) });
  const options = { compression: 'zstd', metadata: { made: 'by a test' }, rowIndexStride: 10, stripeBytes: 1 } as const;
  await using file = await openOrc(await writeOrc(table, options));
  expect(file).toMatchObject({ compression: 'zstd', version: '0.12', rowCount: 100, type: 'struct<id:int>' });
  expect(file.stripes.map(({ rows }) => rows)).toEqual(Array.from({ length: 10 }, () => 10));
  expect([...file.metadata].map(([name, value]) => [name, Buffer.from(value).toString()])).toEqual([
    ['made', 'by a test'],
  ]);
  expect(file.statistics[1]).toMatchObject({
    numberOfValues: 100,
    hasNull: false,
    intStatistics: { minimum: 0n, maximum: 99n, sum: 4950n },
  });
});

test('a stripe ends within a row group that is too long', async () => {
  const texts = Array.from({ length: 1000 }, (_, index) => `${index} ${'x'.repeat(1000)}`);
  const table = new Table({ text: vectorFromArray(texts, new Utf8()) });
  await using file = await openOrc(await writeOrc(table, { stripeBytes: 100_000 }));
  expect(file.stripes.map(({ rows }) => rows)).toEqual([256, 256, 256, 232]);
  expect(columnOf(await readOrc(await writeOrc(table, { stripeBytes: 100_000 })), 'text')).toEqual(texts);
});

test('no rows are a file too, and so are rows of no columns', async () => {
  expect((await readOrc(await writeOrc(tableFromArrays({ id: new Int32Array(0) })))).numRows).toBe(0);
  const none = new Struct([]);
  const batch = new RecordBatch(new Schema([]), makeData({ type: none, length: 3, children: [] }));
  await using file = await openOrc(await writeOrc({ schema: batch.schema, batches: [batch] }));
  expect(file.rowCount).toBe(3);
});

test('dictionaries are read as their values, with the nulls that they hold', async () => {
  const words = vectorFromArray(['b', 'a', null], new Utf8());
  const numbers = vectorFromArray([2 ** 31 - 1, null, 7], new Int32());
  const table = new Table({
    words: encoded(words, [0, 1, 2, 1]),
    numbers: encoded(numbers, [2, 0, 1, 2]),
  });
  const back = await readOrc(await writeOrc(table));
  expect(columnOf(back, 'words')).toEqual(['b', 'a', null, 'a']);
  expect(columnOf(back, 'numbers')).toEqual([7, 2 ** 31 - 1, null, 7]);
});

test('bounds of a row group hold zeros of both signs, and none are given where a value is NaN', async () => {
  const zeros = await openOrc(await writeOrc(tableFromArrays({ x: Float64Array.of(0, -0) })));
  expect(zeros.statistics[1]?.doubleStatistics).toEqual({ minimum: -0, maximum: 0, sum: 0 });
  const nans = await openOrc(await writeOrc(tableFromArrays({ x: Float64Array.of(1, Number.NaN) })));
  expect(nans.statistics[1]?.doubleStatistics).toEqual({ minimum: undefined, maximum: undefined, sum: Number.NaN });
});

test('bounds of long texts are cut to what is surely below and above', async () => {
  const table = new Table({ text: vectorFromArray([`${'a'.repeat(1023)}ä`, 'z'.repeat(2000)], new Utf8()) });
  await using file = await openOrc(await writeOrc(table));
  expect(file.statistics[1]?.stringStatistics).toMatchObject({
    minimum: undefined,
    lowerBound: 'a'.repeat(1023),
    upperBound: `${'z'.repeat(1023)}{`,
    sum: 3025n,
  });
});

test('half precision and 64 bits without a sign are widened', async () => {
  const table = new Table({
    half: makeVector(makeData({ type: new Float16(), data: Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7c00) })),
    unsigned: makeVector(makeData({ type: new Uint64(), data: BigUint64Array.of(0n, 2n ** 64n - 1n, 1n, 2n ** 63n) })),
  });
  await using file = await openOrc(await writeOrc(table));
  expect(file.type).toBe('struct<half:float,unsigned:decimal(20,0)>');
  expect(columnOf(await readOrc(await writeOrc(table)), 'half')).toEqual([1, -2, 2 ** -24, Infinity]);
  expect(file.statistics[2]?.decimalStatistics).toMatchObject({ minimum: '0', maximum: String(2n ** 64n - 1n) });
});

test('timestamps keep their nanoseconds on both sides of 1970', async () => {
  const times = fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -3_000_000_000n, max: 3_000_000_000n }),
    fc.bigInt({ min: -4000n, max: 4000n }).map((millis) => millis * 1_000_000n),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(times.filter(isHeld), { minLength: 1 }), async (values) => {
      const data = BigInt64Array.from(values);
      const back = await readOrc(
        await writeOrc(new Table({ t: makeVector(makeData({ type: new TimestampNanosecond(), data })) })),
      );
      expect([...valuesOf(back)]).toEqual(values);
    }),
    { numRuns: 60 },
  );
});

test('a value that would be read as another one is an error that names the column', async () => {
  const micros = makeData({ type: new TimestampMicrosecond(), data: BigInt64Array.of(-1n) });
  const days = makeData({ type: new DateMillisecond(), data: BigInt64Array.of(86_400_001n) });
  const decimals = makeData({ type: new Decimal(2, 5, 128), data: Uint32Array.of(100_000, 0, 0, 0) });
  const wide = makeData({ type: new Decimal(0, 38, 128), data: Uint32Array.of(0, 0, 0, 0x7fff_ffff) });
  for (const data of [micros, days, decimals, wide]) {
    const table = new Table({ moment: makeVector<typeof data.type>(data) });
    await expect(writeOrc(table)).rejects.toThrow(OrcError);
    await expect(writeOrc(table)).rejects.toThrow(/column moment/);
  }
});

test('a type that ORC lacks, a batch of other types and an option out of bounds are errors', async () => {
  const times = new Table({ at: makeVector(makeData({ type: new TimeMicrosecond(), data: new BigInt64Array(1) })) });
  await expect(writeOrc(times)).rejects.toThrow(/"at".*Time/);
  const [numbers, texts] = [tableFromArrays({ a: Int32Array.of(1) }), tableFromArrays({ a: Float64Array.of(1) })];
  await expect(writeOrc({ schema: numbers.schema, batches: texts.batches })).rejects.toThrow(/Float64.*Int32/);
  await expect(writeOrc(numbers, { compressionBlockSize: 2 ** 23 })).rejects.toThrow(/compressionBlockSize is 8388608/);
  await expect(writeOrc(numbers, { dictionaryThreshold: 2 })).rejects.toThrow(/dictionaryThreshold/);
});

test('rows come as they are asked for, stripe by stripe', async () => {
  const events: string[] = [];
  const schema = new Schema([new Field('x', new Float64(), true)]);
  async function* batches(): AsyncGenerator<RecordBatch> {
    for (let batch = 0; batch < 3; batch++) {
      events.push(`batch ${batch}`);
      yield* await Promise.resolve(
        new Table(schema, { x: vectorFromArray(Array.from({ length: 100 }, (_, index) => index / 7)) }).batches,
      );
    }
  }
  let bytes = 0;
  const sink = (piece: Uint8Array): void => {
    bytes += piece.length;
    if (events.at(-1) !== 'bytes') events.push('bytes');
  };
  await writeOrcTo(
    sink,
    { schema, batches: batches() },
    { compression: 'none', rowIndexStride: 100, stripeBytes: 800 },
  );
  expect(events).toEqual(['bytes', 'batch 0', 'bytes', 'batch 1', 'bytes', 'batch 2', 'bytes']);
  expect(bytes).toBeGreaterThan(2400);
});

/** All but the last second before 1970, of which its first millisecond is held. */
function isHeld(time: bigint): boolean {
  return time >= 0n || time < -1_000_000_000n || (time + 1_000_000_000n) % 1_000_000_000n <= 999_999n;
}

function encoded(dictionary: Vector, indices: readonly number[]): Vector {
  const type = new Dictionary(dictionary.type, new Uint8());
  return makeVector(makeData({ type, data: Uint8Array.from(indices), dictionary }));
}

function columnOf(table: Table, name: string): unknown[] {
  return Array.from(table.getChild(name) ?? [], (value: unknown) => value);
}

function valuesOf(table: Table): BigInt64Array {
  return table.getChildAt(0)?.data[0]?.values ?? new BigInt64Array(0);
}
