import { chmod, lstat, readdir, readFile, stat, symlink, utimes } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { cli, workingFolder } from './in-process.ts';

const LAID_OUT = 'Rules = [\n  RowCount > 0, # all\n  IsComplete "id"\n]\n';
const CROWDED = 'Rules=[RowCount>0, # all\nIsComplete "id"]';
const BROKEN = 'Rules=[RowCont>0]\n';

describe('fmt', () => {
  test('rewrites what is not laid out, and names it', async () => {
    await using folder = await workingFolder();
    await folder.write('r/a.dqdl', CROWDED);
    await folder.write('r/b.dqdl', LAID_OUT);
    expect(await cli(['fmt', 'r'])).toEqual({ code: 0, out: 'r/a.dqdl\n', err: '' });
    expect(await readFile('r/a.dqdl', 'utf8')).toBe(LAID_OUT);
    expect(await readdir('r')).toEqual(['a.dqdl', 'b.dqdl']);
    expect(await cli(['fmt', 'r'])).toEqual({ code: 0, out: '', err: '' });
  });

  test('does not write what is laid out already', async () => {
    await using folder = await workingFolder();
    const file = await folder.write('a.dqdl', LAID_OUT);
    const then = new Date('2020-01-02T03:04:05Z');
    await utimes(file, then, then);
    await cli(['fmt', 'a.dqdl']);
    expect((await stat(file)).mtime).toEqual(then);
  });

  test('keeps the permissions of a file and the link that leads to it', async () => {
    await using folder = await workingFolder();
    const file = await folder.write('real/a.dqdl', CROWDED);
    await chmod(file, 0o640);
    await symlink('real/a.dqdl', 'link.dqdl');
    expect(await cli(['fmt', 'link.dqdl'])).toMatchObject({ code: 0, out: 'link.dqdl\n' });
    expect((await lstat('link.dqdl')).isSymbolicLink()).toBe(true);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await readFile(file, 'utf8')).toBe(LAID_OUT);
  });

  test('a ruleset with an error is left as it is and ends with 1; the others are laid out', async () => {
    await using folder = await workingFolder();
    await folder.write('a.dqdl', BROKEN);
    await folder.write('b.dqdl', CROWDED);
    const { code, out, err } = await cli(['fmt', '.']);
    expect({ code, out }).toEqual({ code: 1, out: 'b.dqdl\n' });
    expect(err).toMatch(/✗ a\.dqdl:1:8: There is no type of rule RowCont \[DQDL_UNKNOWN_RULE\]\n {2}1 \| Rules=/);
    expect(await readFile('a.dqdl', 'utf8')).toBe(BROKEN);
    expect(await readFile('b.dqdl', 'utf8')).toBe(LAID_OUT);
  });

  test('CR LF and a byte order mark go', async () => {
    await using folder = await workingFolder();
    await folder.write('a.dqdl', `\uFEFF${LAID_OUT.replaceAll('\n', '\r\n')}`);
    expect(await cli(['fmt', 'a.dqdl'])).toMatchObject({ code: 0, out: 'a.dqdl\n' });
    expect(await readFile('a.dqdl', 'utf8')).toBe(LAID_OUT);
  });

  test('--check names what would change, ends with 1 and changes nothing', async () => {
    await using folder = await workingFolder();
    await folder.write('a.dqdl', CROWDED);
    await folder.write('b.dqdl', LAID_OUT);
    expect(await cli(['fmt', '--check', '.'])).toEqual({ code: 1, out: 'a.dqdl\n', err: '' });
    expect(await readFile('a.dqdl', 'utf8')).toBe(CROWDED);
    expect(await cli(['fmt', '--check', 'b.dqdl'])).toEqual({ code: 0, out: '', err: '' });
  });

  test('- takes standard input to standard output', async () => {
    expect(await cli(['fmt', '-'], { stdin: CROWDED })).toEqual({ code: 0, out: LAID_OUT, err: '' });
    expect(await cli(['fmt', '-'], { stdin: LAID_OUT })).toEqual({ code: 0, out: LAID_OUT, err: '' });
    expect(await cli(['fmt', '-'], { stdin: BROKEN })).toMatchObject({ code: 1, out: '' });
    expect(await cli(['fmt', '--check', '-'], { stdin: CROWDED })).toEqual({ code: 1, out: '-\n', err: '' });
  });

  test('what cannot be read or written ends with 2, the others are laid out', async () => {
    await using folder = await workingFolder();
    await folder.write('a.dqdl', new Uint8Array([0xff, 0xfe, 0x00]));
    await folder.write('b.dqdl', CROWDED);
    const { code, out, err } = await cli(['fmt', '.']);
    expect({ code, out }).toEqual({ code: 2, out: 'b.dqdl\n' });
    expect(err).toContain('✗ a.dqdl: is not text in UTF-8 [FILE_NOT_UTF8]');
    expect(await cli(['fmt', 'nix.dqdl'])).toMatchObject({ code: 2, out: '' });
  });
});
