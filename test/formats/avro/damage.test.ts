import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import type { Compression } from '../../../src/formats/format.ts';
import { detectEnds } from '../../../src/formats/detect-file.ts';
import { formatNamed } from '../../../src/formats/registry.ts';
import { codesOf, findingsOf } from '../../findings.ts';
import { tempFolder } from '../../temp-folder.ts';
import { readAs } from '../read-rows.ts';
import { avroFile, block, bytes, header, long, recordOf, SYNC } from './container.ts';

const ROWS = sql`select i as n, 'text ' || i as t, i / 7.0 as d, [i, i + 1] as l, {'a': i::varchar} as s,
  (i * 1.01)::decimal(10, 2) as m, date '2024-01-01' + i::integer as day from range(40) r(i)`;

async function written(compression: Compression): Promise<Buffer> {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  const path = join(folder.path, 'f');
  await formatNamed('avro').write(session, ROWS, path, { compression });
  return await readFile(path);
}

type Outcome = (file: Uint8Array) => Promise<number | string>;

/** Lends a reading of bytes: how many rows, or the code of the error that is the user's; anything else thrown fails. */
async function withOutcome(use: (outcome: Outcome) => Promise<void>): Promise<void> {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  await use(async (file) => {
    const path = await folder.write('f', file);
    try {
      const read = await formatNamed('avro').read(session, { files: [{ path, object: 'f' }], into: 'into' });
      return (await session.rows(sql`select * from ${read.relation}`)).length;
    } catch (error) {
      if (error instanceof UserError) return error.findings[0]?.code ?? '';
      throw error;
    }
  });
}

describe.each<Compression>(['none', 'deflate', 'snappy', 'zstd'])('%s', (compression) => {
  test('cut off at any of 50 places, a file is refused', async () => {
    const whole = await written(compression);
    const start = whole.indexOf(whole.subarray(-16)) + 16;
    await withOutcome(async (outcome) => {
      for (let place = 0; place < 50; place++) {
        const length = Math.floor((place * whole.length) / 50);
        if (length === start) continue;
        const found = await outcome(whole.subarray(0, length));
        expect(found, `${length} bytes`).toMatch(/^(?:AVRO_UNREADABLE|FILE_EMPTY)$/);
      }
    });
  }, 30_000);

  test('with any of 200 bits flipped, it is refused, or has as many rows', async () => {
    const whole = await written(compression);
    await withOutcome(async (outcome) => {
      for (let place = 0; place < 200; place++) {
        const damaged = Buffer.from(whole);
        const bit = Math.floor((place * whole.length * 8) / 200) + (place % 8);
        damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(String(await outcome(damaged)), `bit ${bit}`).toMatch(/^(?:AVRO_\w+|40)$/);
      }
    });
  }, 60_000);
});

test.each<[string, Buffer, object]>([
  [
    'a count that is not that of the values',
    Buffer.concat([header(recordOf('int')), block(1, Buffer.from([2, 4]))]),
    { message: expect.stringContaining('1 bytes are left over behind the 1 values of the block') },
  ],
  [
    'a block that ends early',
    Buffer.concat([header(recordOf('int')), block(3, Buffer.from([2, 4]))]),
    { message: expect.stringContaining('block 1, column "v"') },
  ],
  [
    'another sync marker',
    Buffer.concat([header(recordOf('int')), long(1), bytes(Buffer.from([2])), Buffer.alloc(16, 7)]),
    { found: `0x${'07'.repeat(16)}`, expected: `0x${SYNC.toString('hex')}` },
  ],
  ['a negative count', Buffer.concat([header(recordOf('int')), block(-1, Buffer.from([2]))]), { found: '-1' }],
  [
    'a negative length',
    Buffer.concat([header(recordOf('int')), long(1), long(-5), SYNC]),
    { message: expect.stringContaining('the length of the block is impossible'), found: '-5' },
  ],
  ['a length of 2^31', Buffer.concat([header(recordOf('int')), long(1), long(2 ** 31), SYNC]), { found: '2147483648' }],
  [
    'a string of 2^31 bytes',
    Buffer.concat([header(recordOf('string')), block(1, long(2 ** 31))]),
    { found: '2147483648' },
  ],
  [
    'an array of 2^31 items',
    Buffer.concat([header(recordOf({ type: 'array', items: 'int' })), block(1, long(2 ** 31))]),
    { message: expect.stringContaining('the number of items is impossible') },
  ],
  [
    'an array of 2^60 items that take no bytes',
    Buffer.concat([header(recordOf({ type: 'array', items: 'null' })), block(1, long(2n ** 60n))]),
    { message: expect.stringContaining('too many values of no bytes') },
  ],
  [
    '2^50 rows that take no bytes',
    Buffer.concat([header(recordOf('null')), block(2 ** 50, Buffer.alloc(0))]),
    { message: expect.stringContaining('too many values of no bytes') },
  ],
  [
    'text that is not UTF-8',
    Buffer.concat([header(recordOf('string')), block(1, bytes(Buffer.from([0x41, 0xff])))]),
    { found: '0x41ff', expected: 'UTF-8' },
  ],
  [
    'a symbol that the enum does not have',
    Buffer.concat([header(recordOf({ type: 'enum', name: 'E', symbols: ['A'] })), block(1, long(3))]),
    { found: '3', expected: '0 to 0' },
  ],
  [
    'a member that the union does not have',
    Buffer.concat([header(recordOf(['null', 'int'])), block(1, Buffer.concat([long(2), long(1)]))]),
    { found: '2', expected: '0 to 1' },
  ],
  [
    'a boolean of 2',
    Buffer.concat([header(recordOf('boolean')), block(1, Buffer.from([2]))]),
    { found: '2', expected: '0 or 1' },
  ],
  [
    'an int of 33 bits',
    Buffer.concat([header(recordOf('int')), block(1, long(2 ** 31))]),
    { found: '2147483648', expected: '32 bits' },
  ],
  [
    'a number without an end',
    Buffer.concat([header(recordOf('long')), block(1, Buffer.alloc(12, 0xff))]),
    { message: expect.stringContaining('longer than 64 bits') },
  ],
  [
    'a key twice',
    Buffer.concat([
      header(recordOf({ type: 'map', values: 'null' })),
      block(1, Buffer.concat([long(2), bytes('a'), bytes('a'), long(0)])),
    ]),
    { found: '"a"' },
  ],
  [
    'an instant that no table holds',
    Buffer.concat([
      header(recordOf({ type: 'long', logicalType: 'timestamp-micros' })),
      block(1, long(2n ** 63n - 1n)),
    ]),
    { found: '9223372036854775807' },
  ],
  [
    'two files put together',
    Buffer.concat([avroFile(recordOf('int'), [{ v: 1 }]), avroFile(recordOf('int'), [{ v: 2 }])]),
    { message: expect.stringContaining('two files were put together') },
  ],
])('%s is named', async (_, file, finding) => {
  expect(await findingsOf(() => readAs('avro', file))).toMatchObject([
    { code: 'AVRO_UNREADABLE', file: 'f', ...finding },
  ]);
});

test('the place of damage is its offset in the file', async () => {
  const head = header(recordOf('boolean'));
  const file = Buffer.concat([head, block(1, Buffer.from([1])), block(2, Buffer.from([0, 9]))]);
  const [finding] = await findingsOf(() => readAs('avro', file));
  const offset = file.indexOf(9, head.length);
  expect(finding?.message).toBe(`block 2, column "v", byte ${offset} of the file: a boolean is impossible`);
});

test('a checksum of snappy that does not fit is named', async () => {
  const whole = await written('snappy');
  const at = whole.length - 17;
  whole[at] = (whole[at] ?? 0) ^ 1;
  expect(await findingsOf(() => readAs('avro', whole))).toMatchObject([
    {
      code: 'AVRO_UNREADABLE',
      message: expect.stringMatching(/^block 1, byte \d+ of the file: snappy: the checksum is/),
    },
  ]);
});

test('a codec that nobody reads is named, with those that are', async () => {
  const file = Buffer.concat([header(recordOf('int'), 'lzo'), block(0, Buffer.alloc(0))]);
  expect(await findingsOf(() => readAs('avro', file))).toMatchObject([
    { code: 'AVRO_CODEC_UNKNOWN', found: 'codec "lzo"', expected: 'null, deflate, snappy, zstandard, bzip2, xz' },
  ]);
});

test('a block that would be larger than 256 MiB is refused before it is', async () => {
  const { deflateRawSync } = await import('node:zlib');
  const bomb = deflateRawSync(Buffer.alloc(300 * 1024 * 1024));
  const file = Buffer.concat([header(recordOf('int'), 'deflate'), block(1, bomb)]);
  expect(await codesOf(() => readAs('avro', file))).toEqual(['AVRO_UNREADABLE']);
}, 30_000);

test('a file that is cut off is told by its two ends', async () => {
  const whole = await written('deflate');
  expect(codes(whole)).toEqual([]);
  expect(codes(whole.subarray(0, -1))).toEqual(['AVRO_TRUNCATED']);
  expect(codes(whole.subarray(0, 60))).toEqual(['AVRO_TRUNCATED']);
});

function codes(file: Buffer): string[] {
  const { findings } = detectEnds({ head: file, tail: file, size: file.length }, { path: 'f.avro' });
  return findings.map(({ code }) => code);
}
