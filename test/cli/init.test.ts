import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { cli, workingFolder } from './in-process.ts';

const FILES = [
  'README.md',
  'data/orders.csv',
  'jobs/daily_revenue.sql',
  'rules/daily_revenue.dqdl',
  'rules/orders.dqdl',
  'scenario.yaml',
];

test('the first scenario runs green at once', async () => {
  await using folder = await workingFolder();
  const made = await cli(['init', 'my demo']);
  expect(made.code).toBe(0);
  expect(made.out.trim().split('\n').toSorted()).toEqual(FILES.map((name) => `my demo/${name}`));
  expect(made.err).toBe('Now run it: cd "my demo" && glue-replay run\n');
  expect(await readFile(`${folder.path}/my demo/scenario.yaml`, 'utf8')).toMatch(/^name: my-demo$/m);
  const { code, out } = await cli(['run', 'my demo']);
  expect(out).toMatch(/\n1 scenario, 9 expectations met\.\n$/);
  expect(code).toBe(0);
});

test('nothing is overwritten, and then nothing is written', async () => {
  await using folder = await workingFolder();
  await folder.write('here/rules/orders.dqdl', 'mine');
  const { code, out, err } = await cli(['init', 'here']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/\[INIT_WOULD_OVERWRITE\]\n {4}found: {4}rules\/orders\.dqdl/);
  expect(await readFile(`${folder.path}/here/rules/orders.dqdl`, 'utf8')).toBe('mine');
  expect(await readdir(`${folder.path}/here`)).toEqual(['rules']);
});

test('without a folder it is this one, and other files in it stay', async () => {
  await using folder = await workingFolder();
  await folder.write('notes.txt', 'mine');
  const { code, err } = await cli(['init']);
  expect({ code, err }).toEqual({ code: 0, err: 'Now run it: glue-replay run\n' });
  expect(await readFile(`${folder.path}/notes.txt`, 'utf8')).toBe('mine');
});

test('where the package is installed, editors are told of the schema', async () => {
  await using folder = await workingFolder();
  await folder.write('node_modules/glue-replay/schemas/scenario.json', '{}');
  await cli(['init', 'a/b']);
  expect(await readFile(`${folder.path}/a/b/scenario.yaml`, 'utf8')).toMatch(
    /^# yaml-language-server: \$schema=\.\.\/\.\.\/node_modules\/glue-replay\/schemas\/scenario\.json\n/,
  );
});

test('a folder that cannot be made is told', async () => {
  await using folder = await workingFolder();
  await folder.write('file', '');
  const { code, err } = await cli(['init', 'file/demo']);
  expect(code).toBe(2);
  expect(err).toMatch(/^✗ file\/demo\/scenario\.yaml: cannot be written: .* \[WRITE_FAILED\]/);
});
