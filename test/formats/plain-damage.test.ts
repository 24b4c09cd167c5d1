import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { plainFile } from '../../src/formats/plain/plain-file.ts';
import { loadZstd } from '../../src/formats/codecs/zstd.ts';
import { requireText } from '../../src/formats/text-bytes.ts';
import { tempFolder } from '../temp-folder.ts';
import { describeService } from '../services.ts';

const rows = Array.from({ length: 3000 }, (_, index) => `${index},${(index * 2654435761) % 4294967296}\n`);
const TEXT = Buffer.from(`id,name\n${rows.join('')}`);
const zstd = await loadZstd();

const GZIP = {
  gzip: gzipSync(TEXT),
  'gzip of two members': Buffer.concat([gzipSync(TEXT.subarray(0, 9000)), gzipSync(TEXT.subarray(9000))]),
};

describe('damage to compressed bytes is an error, never other text', () => {
  test.each(Object.entries(GZIP))('%s', async (_, bytes) => {
    await expectCutsSeen(bytes);
    await expectFlipsSeen(bytes);
  });

  test('zstd that is cut off', async () => {
    await expectCutsSeen(zstd.compress(TEXT));
  });
});

describeService('python', 'damage to what other writers compressed', (python) => {
  test.each([
    ['bzip2', 'import bz2; out = bz2.compress(data)'],
    ['bzip2 of two streams', 'import bz2; out = bz2.compress(data[:9000]) + bz2.compress(data[9000:])'],
    ['zstd with a checksum', 'import zstandard; out = zstandard.ZstdCompressor(write_checksum=True).compress(data)'],
  ])('%s', async (_, script) => {
    await using folder = await tempFolder();
    const input = await folder.write('in', TEXT);
    const code = `import sys\ndata = open(sys.argv[1], 'rb').read()\n${script}\nopen(sys.argv[2], 'wb').write(out)`;
    execFileSync(python, ['-c', code, input, `${folder.path}/out`]);
    const bytes = await readFile(`${folder.path}/out`);
    await expectCutsSeen(bytes);
    await expectFlipsSeen(bytes);
  });
});

async function expectCutsSeen(bytes: Uint8Array): Promise<void> {
  await withOutcomes(async (outcome) => {
    expect(await outcome(bytes)).toBe(textOf(TEXT));
    for (let place = 0; place < 50; place++) {
      // Of less than its magic bytes nobody can say what it was.
      const length = 4 + Math.floor(((bytes.length - 4) * place) / 50);
      expect([length, await outcome(bytes.subarray(0, length))]).toEqual([length, expect.stringMatching(CODE)]);
    }
  });
}

/** Bits that mean nothing, such as those of the time in a header, may be any. */
async function expectFlipsSeen(bytes: Uint8Array): Promise<void> {
  const expected = new RegExp(`^(?:${textOf(TEXT)}|[A-Z_]+)$`);
  await withOutcomes(async (outcome) => {
    for (let place = 0; place < 200; place++) {
      const at = Math.floor((bytes.length * 8 * place) / 200);
      const flipped = Buffer.from(bytes);
      flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
      expect([at, await outcome(flipped)]).toEqual([at, expect.stringMatching(expected)]);
    }
  });
}

const CODE = /^[A-Z_]+$/;

type Outcome = (bytes: Uint8Array) => Promise<string>;

async function withOutcomes(use: (outcome: Outcome) => Promise<void>): Promise<void> {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  await use((bytes) => outcomeOf(session, `${folder.path}/f`, bytes));
}

/** What comes of bytes: a text, by its hash, or the code of an error. */
async function outcomeOf(session: Session, path: string, bytes: Uint8Array): Promise<string> {
  await writeFile(path, bytes);
  try {
    const plain = await plainFile(session, { path, object: 'f' }, { text: true });
    await requireText(plain.file);
    const text = await readFile(plain.file.path);
    await plain.dispose();
    return textOf(text);
  } catch (error) {
    if (error instanceof UserError) return error.findings[0]?.code ?? '';
    throw error;
  }
}

function textOf(bytes: Uint8Array): string {
  return `text ${createHash('sha256').update(bytes).digest('hex')}`;
}
