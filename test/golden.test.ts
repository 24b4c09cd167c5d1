import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { expectGolden } from './golden.ts';

const folder = mkdtempSync(join(tmpdir(), 'golden-'));
const path = relative(import.meta.dirname, join(folder, 'deep', 'a.txt'));
const update = { GLUE_REPLAY_UPDATE: '1' };
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a golden is written when asked to, and compared otherwise', () => {
  expectGolden(path, 'one\n', update);
  expect(readFileSync(join(folder, 'deep', 'a.txt'), 'utf8')).toBe('one\n');
  expectGolden(path, 'one\n', {});
  expect(() => expectGolden(path, 'two\n', {})).toThrow(/GLUE_REPLAY_UPDATE=1/);
});

test('a golden that is not there fails', () => {
  expect(() => expectGolden(path, 'one\n', {})).toThrow(/is not there/);
});

test('an update is refused in CI', () => {
  expect(() => expectGolden(path, 'one\n', { ...update, CI: 'true' })).toThrow(/refused in CI/);
});
