import { expect, test } from 'vitest';
import { cli, workingFolder } from './in-process.ts';

test('check --states reads each day once and says how many were read', async () => {
  await using folder = await workingFolder();
  await folder.write('data/day=2023-01-01/x.csv', 'id,amount\n1,2\n');
  await folder.write('data/day=2023-01-02/x.csv', 'id,amount\n2,\n');
  await folder.write('r.dqdl', 'Rules = [ RowCount > 1, IsUnique "id", IsComplete "amount" ]');
  const command = ['check', 'data', '--rules', 'r.dqdl', '--states', 'kept/states'];
  const first = await cli(command);
  expect(first).toMatchObject({ code: 1, err: '' });
  expect(first.out).toContain('\n  2 partitions read, 0 from states\n');
  await folder.write('data/day=2023-01-03/x.csv', 'id,amount\n3,4\n');
  expect((await cli(command)).out).toContain('1 partition read, 2 from states');
  expect(JSON.parse((await cli([...command, '--json'])).out)).toMatchObject({ partitions: { read: 0, fromStates: 3 } });
});
