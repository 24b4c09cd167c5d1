import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { memorySource } from '../../../src/formats/gate/full/byte-source.ts';
import { measureExpansion } from '../../../src/formats/gate/full/measure-expansion.ts';
import { policyOf, type PartialPolicy } from '../../../src/formats/gate/policy.ts';
import { full, quickCodes } from './gate-fixture.ts';

const MIB = 1024 * 1024;
const ZEROS = Buffer.alloc(8 * MIB);
/** What hardly gets smaller. */
const NOISE = Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * index * 7919 + (index >> 3)) % 256));

function zip(files: Readonly<Record<string, Uint8Array>>): Buffer {
  return Buffer.from(zipSync(files));
}

/** The size that a zip of one file says it expands to, made another. */
function lying(archive: Buffer, expanded: number): Buffer {
  const bytes = Buffer.from(archive);
  bytes.writeUInt32LE(expanded, bytes.indexOf('504b0102', 0, 'hex') + 24);
  return bytes;
}

async function measured(content: Buffer, policy: PartialPolicy = {}): Promise<string[]> {
  return (await measureExpansion(memorySource(content), policyOf(policy))).map(({ code }) => code);
}

test.each([
  ['zip', zip({ 'a.csv': NOISE })],
  ['7z', Buffer.from('377abcaf271c0004', 'hex')],
  ['rar', Buffer.from('526172211a0700', 'hex')],
  ['tar', Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\0'), Buffer.alloc(300)])],
])('%s is an archive, which is no data', (_name, content) => {
  expect(quickCodes(content)).toContain('ARCHIVE_CONTENT');
  expect(quickCodes(content, 'in/a.csv', { security: { archives: 'accept' } })).not.toContain('ARCHIVE_CONTENT');
});

test('text about archives is none', () => {
  expect(quickCodes('PK,b\n1,ustar\n')).toEqual([]);
  expect(quickCodes('BZh9,b\n1,2\n')).toEqual([]);
});

describe('what an archive says of itself, at quick depth', () => {
  test.each([
    ['a zip of zeros', zip({ a: ZEROS })],
    ['gzip of zeros', gzipSync(ZEROS)],
    ['zstd that says 8 GiB and more', Buffer.from('28b52ffdc0000000000000f0000000000000000000000000', 'hex')],
  ])('%s is a bomb', (_name, content) => {
    expect(quickCodes(content)).toContain('ARCHIVE_BOMB');
  });

  test('a zip whose files share their bytes is one', () => {
    const bytes = zip({ a: NOISE });
    const at = bytes.indexOf('504b0102', 0, 'hex');
    const entry = bytes.subarray(at, bytes.indexOf('504b0506', 0, 'hex'));
    const end = Buffer.from(bytes.subarray(-22));
    end.writeUInt16LE(20, 8);
    end.writeUInt16LE(20, 10);
    end.writeUInt32LE(20 * entry.length, 12);
    const shared = Buffer.concat([bytes.subarray(0, at), ...Array.from({ length: 20 }, () => entry), end]);
    expect(quickCodes(shared)).toContain('ARCHIVE_BOMB');
  });

  test('a limit of the policy holds', () => {
    const content = zip({ a: Buffer.concat([NOISE, NOISE]) });
    expect(quickCodes(content, 'a', { maxExpandedBytes: 100_000 })).not.toContain('ARCHIVE_BOMB');
    expect(quickCodes(content, 'a', { maxExpandedBytes: 99_999 })).toContain('ARCHIVE_BOMB');
  });

  test.each([
    ['a zip of noise', zip({ a: NOISE })],
    ['gzip of a MiB of zeros', gzipSync(ZEROS.subarray(0, MIB))],
  ])('%s is none', (_name, content) => {
    expect(quickCodes(content)).not.toContain('ARCHIVE_BOMB');
  });

  test('a zip without its directory cannot be judged, which is said', () => {
    expect(quickCodes(zip({ a: NOISE }).subarray(0, -60))).toContain('ARCHIVE_UNREADABLE');
  });
});

describe('what comes out, at full depth', () => {
  test('counts, whatever the archive says of itself', async () => {
    const content = lying(zip({ a: ZEROS }), 10);
    expect(quickCodes(content)).not.toContain('ARCHIVE_BOMB');
    expect(await measured(content)).toEqual(['ARCHIVE_BOMB']);
    expect((await full(content, 'a.csv')).findings.map(({ code }) => code)).toContain('ARCHIVE_BOMB');
  });

  test('archives in archives count together, and only so deep', async () => {
    const inner = zip({ a: NOISE });
    expect(await measured(zip({ inner }))).toEqual([]);
    expect(await measured(zip({ inner: zip({ inner }) }))).toEqual(['ARCHIVE_BOMB']);
    expect(await measured(gzipSync(gzipSync(gzipSync(NOISE))))).toEqual(['ARCHIVE_BOMB']);
    expect(await measured(gzipSync(gzipSync(gzipSync(NOISE))), { maxNesting: 3 })).toEqual([]);
    const zeros = zip({ a: ZEROS });
    expect(await measured(zip({ a: zeros, b: zeros }), { maxRatio: 1000 })).toEqual(['ARCHIVE_BOMB']);
  });

  test('expanding stops at the limit', async () => {
    const [found] = await measureExpansion(memorySource(gzipSync(Buffer.alloc(64 * MIB))), policyOf());
    expect(Number(/^\d+/.exec(found?.found ?? '')?.[0])).toBeLessThan(16 * MIB);
  });

  test.each([
    ['cut off', gzipSync(NOISE).subarray(0, -20)],
    ['damaged', Buffer.from(gzipSync(NOISE)).fill(0, 2000, 2100)],
    ['a zip that is damaged', Buffer.from(zip({ a: NOISE })).fill(255, 2000, 2100)],
  ])('what is %s is unreadable', async (_how, content) => {
    expect(await measured(content)).toEqual(['ARCHIVE_UNREADABLE']);
  });

  test('good archives and plain data are neither', async () => {
    expect(await measured(gzipSync(NOISE))).toEqual([]);
    expect(await measured(zip({ a: NOISE, b: Buffer.from('id\n1\n'), c: Buffer.alloc(0) }))).toEqual([]);
    expect(await measured(Buffer.from('id,b\n1,2\n'))).toEqual([]);
  });
});

test('what is in gzip is looked at, at both depths', async () => {
  const content = gzipSync('id,key\n1,AKIAIOSFODNN7EXAMPLE\n');
  expect(quickCodes(content)).toContain('SECRET_IN_DATA');
  expect((await full(content, 'a.csv.gz')).findings.map(({ code }) => code)).toContain('SECRET_IN_DATA');
});
