import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { examineFile } from '../../../src/formats/gate/examine-file.ts';
import { clearSession } from '../../../src/formats/gate/full/clear-session.ts';
import { validateFile } from '../../../src/formats/gate/full/validate-file.ts';
import { policyOf } from '../../../src/formats/gate/policy.ts';
import { kindOfPath } from '../../../src/formats/kinds/registry.ts';
import { ROOT } from '../../architecture/project-files.ts';

const FOLDER = join(ROOT, 'node_modules/vega-datasets/data');
/** The largest by far, which take seconds each at full depth. */
const LARGE = /^flights-(?:3m|200k)/;

async function dataFiles(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((name) => kindOfPath(name) !== undefined);
}

test('no file of vega-datasets is refused at quick depth, or warned of', async () => {
  const files = await dataFiles();
  expect(files.length).toBeGreaterThan(60);
  const told: unknown[] = [];
  for (const name of files) told.push(...(await examineFile(join(FOLDER, name), policyOf(), { file: name })).findings);
  expect(told).toEqual([]);
});

test('nor at full depth: what is said there is about numbers alone', async () => {
  await using session = await openSession({ folders: [FOLDER] });
  const told = new Set<string>();
  for (const name of await dataFiles()) {
    if (LARGE.test(name)) continue;
    const path = join(FOLDER, name);
    const { verdict, findings } = await validateFile(session, path, { policy: policyOf(), file: name, into: 'gate' });
    await clearSession(session);
    told.add(verdict);
    for (const { code, severity } of findings) told.add(`${severity} ${code}`);
  }
  expect([...told].toSorted()).toEqual(['accepted', 'warning NUMBER_TOO_LONG']);
});
