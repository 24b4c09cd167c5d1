import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CheckOptions } from '../../src/index.ts';
import { codesOf } from '../findings.ts';
import { checkAll, checkIn, days, filesIn, withoutCounts } from './state-days.ts';

describe('a state that is damaged is a warning, and the partition is read again', () => {
  test.each([
    ['state.json', 'garbage'],
    ['state.json', ''],
    ['content.json', '{}'],
    ['.parquet', 'PAR1 and no more'],
  ])('%s that holds %j', async (name, content) => {
    await using folder = await days(2);
    await checkIn(folder);
    const direct = await checkAll(folder);
    const damaged = (await filesIn(join(folder.path, 'states'))).find((path) => path.endsWith(name)) ?? '';
    await writeFile(damaged, content);
    const { findings, partitions, ...result } = await checkIn(folder);
    expect({ findings: [], ...result }).toEqual({ ...direct, findings: [] });
    expect(findings).toMatchObject([{ code: 'STATE_DAMAGED', severity: 'warning' }]);
    expect(partitions).toEqual({ read: 1, fromStates: 1 });
    expect((await checkIn(folder)).findings).toEqual([]);
  });

  test('a table of which one bit is another, and one that is gone', async () => {
    await using folder = await days(2);
    await checkIn(folder);
    const direct = await checkAll(folder);
    const tables = (await filesIn(join(folder.path, 'states'))).filter((path) => path.endsWith('.parquet'));
    const [flipped = '', gone = ''] = tables;
    const bytes = await readFile(flipped);
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    await writeFile(flipped, bytes);
    await rm(gone);
    const { findings, ...result } = withoutCounts(await checkIn(folder));
    expect(findings.map(({ code }) => code)).toContain('STATE_DAMAGED');
    expect({ findings: [], ...result }).toEqual({ ...direct, findings: [] });
  });
});

test('two runs at once give what one gives, and leave whole states', async () => {
  await using folder = await days(3);
  const direct = await checkAll(folder);
  const runs = await Promise.all([checkIn(folder), checkIn(folder), checkIn(folder)]);
  for (const result of runs) expect(withoutCounts(result)).toEqual(direct);
  const again = await checkIn(folder);
  expect(again).toEqual({ ...direct, partitions: { read: 0, fromStates: 3 } });
});

test.each([
  ['a folder among the data', { states: 'data/states' }, 'STATES_AMONG_DATA'],
  ['the folder of the data', { states: 'data' }, 'STATES_AMONG_DATA'],
  ['a file', { states: 'file' }, 'STATES_UNUSABLE'],
  ['data that are no files', { data: { columns: [{ name: 'n', type: 'INTEGER' }], rows: [[1]] } }, 'STATES_NEED_FILES'],
])('%s is refused', async (_, options: { states?: string; data?: CheckOptions['data'] }, code) => {
  await using folder = await days(1);
  await folder.write('file', '');
  const states = join(folder.path, options.states ?? 'states');
  expect(await codesOf(() => checkIn(folder, { rules: 'Rules = [ RowCount > 0 ]', ...options, states }))).toEqual([
    code,
  ]);
});
