import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cli, workingFolder } from './in-process.ts';

const ORDERS = `id,city\n${Array.from({ length: 40 }, (_, index) => `${index},Oslo`).join('\n')}\n`;
const DATA = ['mutate', '--data', 'orders.csv', '--rules', 'orders.dqdl'];

describe('mutate', () => {
  test('prints what survives and what to add, and ends with 0', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', 'Rules = [ IsComplete "id" ]');
    const { code, out, err } = await cli([...DATA, '--kinds', 'missing', '--rates', '0.1']);
    expect(code).toBe(0);
    expect(out).toContain('orders.csv   score 0.50   1 of 2 mutants killed   40 rows\n');
    expect(out).toContain('    + IsComplete "city"\n        ✗  missing  10 %  Oslo → ∅\n');
    expect(out).toContain('\n  to add   for a score of 1.00\n    IsComplete "city",   # kills 1 more\n');
    expect(err).toMatch(/orders\.csv {2}mutate {2}2 mutants/);
  });

  test('--min-score ends with 1 where the score is below, 0 where it is reached', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', 'Rules = [ IsComplete "id" ]');
    const options = [...DATA, '--kinds', 'missing', '--rates', '0.1', '--quiet'];
    const below = await cli([...options, '--min-score', '0.51']);
    expect([below.code, below.err]).toEqual([1, 'the score 0.50 is below --min-score 0.51\n']);
    expect((await cli([...options, '--min-score', '0.5'])).code).toBe(0);
  });

  test('--no-suggestions prints what survives alone', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', 'Rules = [ IsComplete "id" ]');
    const { out } = await cli([...DATA, '--kinds', 'missing', '--rates', '0.1', '--no-suggestions']);
    expect(out).toContain('  city   0 of 1 killed\n    survives\n        ✗  missing  10 %  Oslo → ∅\n');
    expect(out).not.toContain('to add');
  });

  test('--json gives the result of the library', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', 'Rules = [ IsComplete "id" ]');
    const { out } = await cli([
      ...DATA,
      '--kinds',
      'missing',
      '--columns',
      'id',
      '--rates',
      '0.1',
      '--json',
      '--seed',
      '3',
    ]);
    expect(JSON.parse(out)).toMatchObject({
      seed: 3,
      score: 1,
      datasets: [{ dataset: 'orders.csv', defects: [{ kind: 'missing', column: 'id', killedFrom: 0.1 }] }],
    });
  });

  test('takes the scenario of the folder, and one dataset of it', async () => {
    await using _folder = await workingFolder();
    expect((await cli(['init', 'shop'])).code).toBe(0);
    const { code, out } = await cli([
      'mutate',
      'shop',
      '--seeds',
      '1',
      '--rates',
      '0.1',
      '--kinds',
      'missing',
      '--json',
    ]);
    expect(code).toBe(0);
    const { datasets } = z.object({ datasets: z.array(z.object({ dataset: z.string() })) }).parse(JSON.parse(out));
    const [{ dataset } = expect.fail()] = datasets;
    const one = await cli([
      'mutate',
      'shop',
      '--dataset',
      dataset,
      '--seeds',
      '0',
      '--rates',
      '0.1',
      '--kinds',
      'missing',
    ]);
    expect(one.out.startsWith(dataset)).toBe(true);
  });

  test('a mistake in the rules is shown at its place, and ends with 2', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', 'Rules = [ IsComplet "id" ]');
    const { code, err } = await cli(DATA);
    expect(code).toBe(2);
    expect(err).toMatch(/orders\.dqdl:1:11: .*\n.*IsComplet "id".*\n[^]*did you mean "IsComplete"/);
  });

  test.each([
    [['--data', 'orders.csv'], '--data and --rules go together'],
    [['--rules', 'orders.dqdl'], '--data and --rules go together'],
    [['shop', '--data', 'orders.csv', '--rules', 'orders.dqdl'], 'a scenario is named, and data or rules beside it'],
    [['--dataset', 'processed.x', '--data', 'a.csv', '--rules', 'b.dqdl'], '--dataset names a dataset of a scenario'],
    [['--reference', 'a=b.csv'], '--reference names a table for the rules of --data'],
  ])('%j cannot go together, and ends with 2', async (options, said) => {
    const { code, err } = await cli(['mutate', ...options]);
    expect(code).toBe(2);
    expect(err).toContain(said);
  });

  test.each([
    [['--rates', '0.1,x'], 'Expected a share from 0 to 1'],
    [['--rates', '1.5'], 'Expected a share from 0 to 1'],
    [['--min-score', '80'], 'Expected a share from 0 to 1'],
    [['--seeds', '-1'], 'Expected a whole number'],
  ])('%j is refused with what is expected', async (options, said) => {
    const { code, err } = await cli([...DATA, ...options]);
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});
