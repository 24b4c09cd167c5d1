import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findScenarios } from '../../src/runner/find-scenarios.ts';
import { codesOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';

test('a folder with a scenario.yaml is one; another stands for those below it, sorted', async () => {
  await using folder = await tempFolder();
  for (const name of ['all/b', 'all/a', 'all/not/deeper', 'one']) await folder.write(`${name}/scenario.yaml`, '');
  expect(await findScenarios(['one', 'all'], folder.path)).toEqual(['one', join('all', 'a'), join('all', 'b')]);
});

test('without a path it is the current folder, or its scenarios', async () => {
  await using folder = await tempFolder();
  await folder.write('scenarios/a/scenario.yaml', '');
  expect(await findScenarios([], folder.path)).toEqual([join('scenarios', 'a')]);
  await folder.write('scenario.yaml', '');
  expect(await findScenarios([], folder.path)).toEqual(['.']);
});

test('a path without a scenario is an error, also beside one that has some', async () => {
  await using folder = await tempFolder();
  await folder.write('a/scenario.yaml', '');
  expect(await codesOf(() => findScenarios(['a', 'nowhere'], folder.path))).toEqual(['SCENARIO_NOT_FOUND']);
  expect(await codesOf(() => findScenarios([], join(folder.path, 'nowhere')))).toEqual(['SCENARIO_NOT_FOUND']);
});
