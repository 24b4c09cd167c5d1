import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OrcError } from '../../../../src/formats/orc/orc-error.ts';
import { readOrc } from '../../../../src/formats/orc/read/read-orc.ts';
import { describeService } from '../../../services.ts';
import type { TempFolder } from '../../../temp-folder.ts';
import { filesOf, pythonFiles } from './python-files.ts';

const CUTS = 50;
const FLIPS = 200;
const ROWS = 200;

test.each([0, 1, 3, 4, 100])('%i bytes of nothing are no ORC file', async (length) => {
  await expect(readOrc(new Uint8Array(length))).rejects.toThrow(OrcError);
});

test('a head without anything after it is cut off', async () => {
  await expect(readOrc(Buffer.from('ORC and no more'))).rejects.toThrow(/tail: there is no postscript.* cut off/);
});

test('a compression without a decoder is named', async () => {
  const postScript = [0x08, 0, 0x10, 3, 0x82, 0xf4, 0x03, 3, ...Buffer.from('ORC')];
  const bytes = Uint8Array.from([...Buffer.from('ORC'), ...postScript, postScript.length]);
  await expect(readOrc(bytes)).rejects.toThrow(/tail: the file is compressed with lzo/);
});

describeService('python', 'damaged files', (python) => {
  let folder: TempFolder;
  beforeAll(async () => {
    folder = await pythonFiles(python);
  }, 120_000);
  afterAll(() => folder[Symbol.asyncDispose]());

  test('that are cut off anywhere are an OrcError', async () => {
    const errors: unknown[] = [];
    for (const file of await filesOf(folder, /^small-/)) {
      const whole = await readFile(file);
      for (let cut = 0; cut < CUTS; cut++) {
        errors.push(await errorOf(whole.subarray(0, Math.floor((whole.length * cut) / CUTS))));
      }
    }
    expect(errors).toHaveLength(5 * CUTS);
    expect(errors.filter((error) => !(error instanceof OrcError))).toEqual([]);
  }, 60_000);

  test('with one bit turned are an OrcError, or have as many rows as before', async () => {
    let state = 11;
    const next = (below: number): number => (state = (state * 48271) % 0x7fffffff) % below;
    const strange: unknown[] = [];
    const parts = new Set<string>();
    for (const file of await filesOf(folder, /^small-/)) {
      const whole = await readFile(file);
      for (let flip = 0; flip < FLIPS; flip++) {
        const bytes = Uint8Array.from(whole);
        // Every other one within the footers, where one bit does most.
        const at = flip % 2 === 0 ? next(bytes.length) : bytes.length - 1 - next(1500);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8));
        const found = await errorOf(bytes);
        if (found instanceof OrcError) parts.add(found.part);
        else if (found !== undefined) strange.push([file, at, found]);
      }
    }
    expect(strange).toEqual([]);
    expect([...parts].toSorted()).toEqual(['footer', 'stream', 'stripe', 'tail']);
  }, 60_000);
});

/** What reading ends with: undefined where it gives the right number of rows. */
async function errorOf(bytes: Uint8Array): Promise<unknown> {
  const began = performance.now();
  try {
    const { numRows } = await readOrc(bytes);
    if (performance.now() - began > 5000) return 'slow';
    return numRows === ROWS ? undefined : `${numRows} rows`;
  } catch (error) {
    return error;
  }
}
