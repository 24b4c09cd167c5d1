import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveFiles } from '../../src/connectors/files.ts';
import { codesOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';

test('paths are taken within the folder, and objects bear the name of the file', async () => {
  await using folder = await tempFolder();
  const path = await folder.write('data/a b.csv', 'x');
  expect(await resolveFiles(['data/a b.csv'], { folder: folder.path, file: 's.yaml' })).toEqual([
    { path, object: 'a b.csv' },
  ]);
});

test('a file of an installed package is found from the folder upwards', async () => {
  await using folder = await tempFolder();
  const path = await folder.write('node_modules/@some/pack/data/x.json', '[]');
  await mkdir(join(folder.path, 'scenarios/one'), { recursive: true });
  const found = await resolveFiles(['package:@some/pack/data/x.json'], {
    folder: join(folder.path, 'scenarios/one'),
    file: 's.yaml',
  });
  expect(found).toEqual([{ path, object: 'x.json' }]);
});

test.each([
  ['a path that climbs out', '../secret.csv', 'PATH_OUTSIDE'],
  ['an absolute path', '/etc/passwd', 'PATH_OUTSIDE'],
  ['a link that leads out', 'link.csv', 'PATH_OUTSIDE'],
  ['a missing file', 'no.csv', 'FILE_NOT_FOUND'],
  ['a folder', 'sub', 'FILE_NOT_FOUND'],
  ['a package that is not installed', 'package:no-such-package-here/x', 'PACKAGE_NOT_FOUND'],
  ['a package without a path', 'package:vega-datasets', 'PACKAGE_ADDRESS'],
  ['a package path that climbs out', 'package:pack/../../secret.csv', 'PATH_OUTSIDE'],
])('%s is refused', async (_, address, code) => {
  await using folder = await tempFolder();
  await folder.write('secret.csv', 'x');
  await folder.write('scenario/sub/inside.csv', 'x');
  await folder.write('scenario/node_modules/pack/x.json', '[]');
  await symlink(join(folder.path, 'secret.csv'), join(folder.path, 'scenario/link.csv'));
  expect(
    await codesOf(() => resolveFiles([address], { folder: join(folder.path, 'scenario'), file: 's.yaml' })),
  ).toEqual([code]);
});
