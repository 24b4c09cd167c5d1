import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { reportFailure } from '../../src/cli/failure.ts';
import { userError } from '../../src/core/errors.ts';
import type { Range } from '../../src/core/finding.ts';
import { DuckDBError } from '../../src/duckdb/duckdb-error.ts';
import { tempFolder } from '../temp-folder.ts';

/** What is said of an error, and the exit code. */
async function said(error: unknown, { debug = false, stopped = false, cwd = '.' } = {}) {
  const err: string[] = [];
  const output = { write: (text: string) => void err.push(text), isTTY: false, columns: undefined, closed: false };
  const stop = new AbortController();
  if (stopped) stop.abort();
  const io = { stdin: Readable.from([]), stdout: output, stderr: output, env: {}, cwd, signal: stop.signal };
  const code = await reportFailure(error, { io, colorOf: () => false, finish: () => {} }, { debug });
  return { code, text: err.join('') };
}

describe('an error', () => {
  test("of the user's names its place, its code and what to do", async () => {
    const error = userError({ code: 'X', message: 'is wrong', file: 'a.csv', row: 7, expected: 'e', hint: 'Mend it.' });
    expect(await said(error)).toEqual({
      code: 2,
      text: '✗ a.csv row 7: is wrong [X]\n    expected: e\n    Mend it.\n',
    });
  });

  test('that breaks the run ends with 3', async () =>
    expect(await said(userError({ code: 'X', message: 'gone' }, { exitCode: 3 }))).toMatchObject({ code: 3 }));

  test('nobody foresaw is one line and called a bug', async () => {
    const { code, text } = await said(new TypeError('x is not a function\nsecond line'));
    expect(code).toBe(3);
    expect(text).toMatch(/^✗ x is not a function \[BUG\]\n {2}This is a bug in glue-replay\. .*--debug.*\n$/);
  });

  test('shows with --debug where in the code it happened, and its cause', async () => {
    const { text } = await said(new Error('outer', { cause: new Error('inner') }), { debug: true });
    expect(text).toMatch(/Error: outer\n\s+at .*failure\.test\.ts/);
    expect(text).toMatch(/caused by Error: inner/);
  });

  test('that is no Error at all is told', async () => {
    const { code, text } = await said('text');
    expect(code).toBe(3);
    expect(text).toContain('✗ text [BUG]');
  });

  test.each([
    ['a full disk', Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }), /\[DISK_FULL\]/],
    ['a full disk in DuckDB', new DuckDBError(new Error('IO Error: No space left on device'), ''), /\[DISK_FULL\]/],
    ['too little memory', new DuckDBError(new Error('Out of Memory Error: failed'), ''), /\[OUT_OF_MEMORY\]/],
  ])('of %s is no bug', async (_, error, message) => {
    const { code, text } = await said(error);
    expect(code).toBe(3);
    expect(text).toMatch(message);
  });

  test('after Ctrl-C is the stop that was asked for', async () => {
    const { code, text } = await said(new Error('aborted'), { stopped: true });
    expect(code).toBe(130);
    expect(text).toMatch(/^stopped;/);
  });
});

describe('the place in a file', () => {
  test.each([
    ['is marked under the line', 'a\nb cc d\n', range(2, 3, 2, 5), ['  2 | b cc d', '    |   ^^']],
    ['is marked where wide letters stand before it', '日本 x', range(1, 4, 1, 5), ['  1 | 日本 x', '    |      ^']],
    ['goes to the end of the line where it goes on', 'ab\ncd', range(1, 2, 2, 1), ['  1 | ab', '    |  ^']],
    ['may be the end of the text', 'ab', range(1, 3, 1, 3), ['  1 | ab', '    |   ^']],
    ['counts a tab as one letter', '\tx\r\n', range(1, 2, 1, 3), ['  1 |  x', '    |  ^']],
  ])('%s', async (_, text, at, excerpt) => {
    await using folder = await tempFolder();
    await folder.write('a.dqdl', text);
    const { text: shown } = await said(userError({ code: 'X', message: 'm', file: 'a.dqdl', range: at }), {
      cwd: folder.path,
    });
    expect(shown.split('\n').slice(1, -1)).toEqual(excerpt);
  });

  test('of a long line only the part around it is shown', async () => {
    await using folder = await tempFolder();
    await folder.write('a.dqdl', `${'a'.repeat(5000)}X${'b'.repeat(5000)}`);
    const error = userError({ code: 'X', message: 'm', file: 'a.dqdl', range: range(1, 5001, 1, 5002) });
    const [, line = '', carets = ''] = (await said(error, { cwd: folder.path })).text.split('\n');
    expect(line).toHaveLength('  1 | '.length + 100);
    expect(line[carets.indexOf('^')]).toBe('X');
  });

  test('is not shown where the file is gone', async () => {
    const error = userError({ code: 'X', message: 'm', file: 'gone.dqdl', range: range(1, 1, 1, 2) });
    expect((await said(error)).text).toBe('✗ gone.dqdl:1:1: m [X]\n');
  });
});

function range(line: number, column: number, endLine: number, endColumn: number): Range {
  return { start: { line, column, offset: 0 }, end: { line: endLine, column: endColumn, offset: 0 } };
}
