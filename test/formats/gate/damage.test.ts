import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { memorySource } from '../../../src/formats/gate/full/byte-source.ts';
import { measureExpansion } from '../../../src/formats/gate/full/measure-expansion.ts';
import { policyOf } from '../../../src/formats/gate/policy.ts';
import type { GateCheck } from '../../../src/formats/gate/gate-check.ts';
import { startChecks } from '../../../src/formats/gate/run-checks.ts';
import { subjectOf } from '../../../src/formats/gate/judge-ends.ts';
import { endsOf, quickCodes } from './gate-fixture.ts';

const FILES = {
  zip: Buffer.from(zipSync({ 'a.csv': Buffer.from('id,b\n1,2\n'), 'b/c.csv': Buffer.alloc(500, 'x') })),
  gzip: gzipSync('id,b\n1,2\n'.repeat(20)),
  csv: Buffer.from('id,b\n1,"=x"\n2,-5\n'),
  ole2: Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)]),
  zstd: Buffer.from('28b52ffdc0000000000000f0000000000000000000000000', 'hex'),
  java: Buffer.from('cafebabe00000034001d0a00', 'hex'),
};

test.each(Object.entries(FILES))('%s cut off anywhere breaks no check', async (_name, content) => {
  for (let length = 0; length <= content.length; length += Math.max(1, Math.floor(content.length / 50))) {
    expect(quickCodes(content.subarray(0, length), 'a')).not.toContain('GATE_CHECK_FAILED');
    await measureExpansion(memorySource(content.subarray(0, length)), policyOf());
  }
});

test.each(Object.entries(FILES))('%s with a bit flipped breaks no check', async (_name, content) => {
  for (let place = 0; place < 200; place++) {
    const flipped = Buffer.from(content);
    const bit = (place * 7919) % (content.length * 8);
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(quickCodes(flipped, 'a')).not.toContain('GATE_CHECK_FAILED');
    await measureExpansion(memorySource(flipped), policyOf());
  }
});

test('a zip that says sizes of 4 GiB, or more entries than it has, is told as that', async () => {
  const at = FILES.zip.indexOf('504b0102', 0, 'hex');
  const large = Buffer.from(FILES.zip).fill(255, at + 20, at + 28);
  expect(quickCodes(large, 'a')).toContain('ARCHIVE_BOMB');
  const many = Buffer.from(FILES.zip).fill(0x7f, FILES.zip.length - 14, FILES.zip.length - 10);
  expect(quickCodes(many, 'a')).toContain('ARCHIVE_UNREADABLE');
  expect(await measureExpansion(memorySource(many), policyOf())).toMatchObject([{ code: 'ARCHIVE_UNREADABLE' }]);
});

test('content that is made to be slow to look at is not', () => {
  const cells = Array.from({ length: 3000 }, () => `-${' '.repeat(490)}x!`).join('\n');
  const slow = [
    `a\n${cells}`,
    '\n'.repeat(128 * 1024),
    `<html>${'<!ENTITY '.repeat(8000)}`,
    `<?xml?><!DOCTYPE ${'a'.repeat(60_000)}${' '.repeat(60_000)}`,
    'PK\u0005\u0006'.repeat(32 * 1024),
    `a,b\n${'"'.repeat(128 * 1024)}`,
    `=${'('.repeat(128 * 1024)}`,
  ];
  const began = performance.now();
  for (const content of slow) quickCodes(content);
  expect(performance.now() - began).toBeLessThan(5000);
});

test('an archive of very many files is told without looking at each', async () => {
  const files = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`${index}`, new Uint8Array()]));
  expect(await measureExpansion(memorySource(Buffer.from(zipSync(files))), policyOf())).toMatchObject([
    { code: 'ARCHIVE_BOMB', found: '10001 files in one archive' },
  ]);
});

test('no bytes and no name break a check', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.string({ unit: 'binary', maxLength: 30 }), (bytes, name) => {
      expect(quickCodes(bytes, name)).not.toContain('GATE_CHECK_FAILED');
    }),
    { numRuns: 500 },
  );
});

test('a check that breaks is an error of its own, and the others go on', () => {
  const broken: GateCheck = {
    name: 'broken',
    action: () => 'warn',
    judge: () => {
      throw new Error('no\nmore');
    },
  };
  const fine: GateCheck = { name: 'fine', action: () => 'warn', judge: () => [{ code: 'FINE', message: 'x' }] };
  const late: GateCheck = {
    name: 'late',
    action: () => 'warn',
    scanner: () => ({ take: () => {}, end: () => JSON.parse('') }),
  };
  const { findings } = startChecks(subjectOf({ file: 'a.csv', ends: endsOf('a\n1\n') }), policyOf(), [
    broken,
    fine,
    late,
  ]).end();
  expect(findings).toMatchObject([
    { code: 'GATE_CHECK_FAILED', severity: 'error', message: 'the check of broken could not be made: no' },
    { code: 'FINE', severity: 'warning' },
    { code: 'GATE_CHECK_FAILED' },
  ]);
});
