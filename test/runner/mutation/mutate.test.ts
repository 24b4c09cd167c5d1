import { describe, expect, test } from 'vitest';
import { check, mutate, type MutateOptions, type MutationResult } from '../../../src/index.ts';

const COLUMNS = [
  { name: 'id', type: 'INTEGER' },
  { name: 'city', type: 'VARCHAR' },
  { name: 'amount', type: 'DECIMAL(8,2)' },
];
const CITIES = ['Oslo', 'Rome', 'Bern'];
const ORDERS = {
  columns: COLUMNS,
  rows: Array.from({ length: 60 }, (_, index) => [index + 1, CITIES[index % 3], `${index + 5}.50`]),
};

describe('what rules notice', () => {
  test('is told by column and kind of defect, with the smallest rate and the rules', async () => {
    const { datasets, score } = await tested(['IsComplete "id"', 'Completeness "city" > 0.95'], {
      kinds: ['missing'],
    });
    const [{ defects, columns, tested: all, killed } = expect.fail()] = datasets;
    expect(defects.map(({ column, killedFrom }) => [column, killedFrom])).toEqual([
      ['id', 1 / 60],
      ['city', 0.1],
      ['amount', null],
    ]);
    expect(defects[1]?.mutants.map(({ rows, killers }) => [rows, killers.map(({ rule }) => rule)])).toEqual([
      [1, []],
      [6, ['Completeness "city" > 0.95']],
    ]);
    expect(columns.map((column) => column.score)).toEqual([1, 0.5, 0]);
    expect([killed, all, score]).toEqual([3, 6, 0.5]);
  });

  test('is counted for each rule: what it kills, what no other does, and nothing at all', async () => {
    const rules = ['IsComplete "id"', 'Completeness "id" > 0.95', 'ColumnCount = 3'];
    const [{ rules: found } = expect.fail()] = (await tested(rules, { kinds: ['missing'], columns: ['id'] })).datasets;
    expect(found.map(({ kills, alone }) => [kills, alone])).toEqual([
      [2, 1],
      [1, 0],
      [0, 0],
    ]);
  });

  test('is shown by an example', async () => {
    const { datasets } = await tested(['IsComplete "id"'], { kinds: ['out-of-range'], columns: ['amount'] });
    const [{ example } = expect.fail()] = datasets[0]?.defects ?? [];
    expect(example?.after).toBe(`-${example?.before}`);
  });

  test('counts a rule that the damage breaks as one that does not pass', async () => {
    const rule = 'CustomSql "select sum(cast(amount as decimal(8,2))) from primary" > 0';
    const { datasets } = await tested([rule], { kinds: ['wrong-type'], columns: ['amount'] });
    const outcomes = datasets[0]?.defects[0]?.mutants.map(({ killers }) => killers.map(({ outcome }) => outcome));
    expect(outcomes).toEqual([['Failed'], ['Failed']]);
  });
});

describe('a rule', () => {
  test('that does not pass on the clean data kills nothing', async () => {
    const { datasets, score } = await tested(['RowCount = 7'], { kinds: ['duplicate'] });
    expect(score).toBe(0);
    expect(datasets[0]?.rules[0]).toMatchObject({ clean: 'Failed', kills: 0, reason: expect.stringContaining('60') });
  });

  test('that holds for these very rows alone is a false alarm on parts of them', async () => {
    const { datasets } = await tested(['RowCount = 60', 'IsComplete "id"'], { kinds: ['missing'], seeds: 2 });
    expect(datasets[0]?.cleanRuns).toEqual(['sample 1', 'sample 2']);
    expect(datasets[0]?.rules.map(({ falseAlarms }) => falseAlarms)).toEqual([['sample 1', 'sample 2'], []]);
  });
});

describe('a suggestion', () => {
  test('kills the survivor, passes on the clean data, and is no rule that is there', async () => {
    const rules = ['IsComplete "id"'];
    const before = await tested(rules, { rates: [0.1] });
    const added = before.datasets[0]?.additions?.rules.map(({ rule }) => rule) ?? [];
    expect(added).toContain('IsComplete "city"');
    expect(added).toContain('ColumnValues "amount" > 0');
    expect(added).not.toContain('IsComplete "id"');
    const { score } = await check({ data: ORDERS, rules: `Rules = [\n${added.join(',\n')}\n]` });
    expect(score).toBe(1);
    const after = await tested([...rules, ...added], { rates: [0.1] });
    expect(after.score).toBe(before.datasets[0]?.additions?.score);
    expect(after.score).toBeGreaterThan(before.score);
  });

  test('names the key of another table', async () => {
    const cities = { columns: [{ name: 'name', type: 'VARCHAR' }], rows: CITIES.map((name) => [name]) };
    const { datasets } = await tested(['RowCount > 0'], {
      kinds: ['missing'],
      columns: ['city'],
      references: { cities },
    });
    expect(datasets[0]?.defects[0]?.suggestion?.rule).toBe('IsComplete "city"');
    const existing = await tested(['IsComplete "city"', 'ReferentialIntegrity "city" "cities.name" = 1'], {
      kinds: ['missing'],
      columns: ['city'],
      references: { cities },
    });
    expect(existing.datasets[0]?.rules.map(({ kills }) => kills)).toEqual([2, 2]);
  });

  test('is not looked for where none is wanted', async () => {
    const { datasets, score } = await tested(['IsComplete "id"'], { kinds: ['missing'], suggest: false });
    expect(score).toBe(1 / 3);
    expect(datasets[0]?.additions).toBeNull();
  });

  test('is none where nothing survives', async () => {
    const { datasets } = await tested(['IsComplete "id"'], { kinds: ['missing'], columns: ['id'] });
    expect(datasets[0]?.additions).toEqual({ rules: [], score: 1 });
    expect(datasets[0]?.defects[0]?.suggestion).toBeNull();
  });
});

test('equal data, rules and seed give an equal result, another seed other rows', async () => {
  const options = { kinds: ['out-of-range'], rates: [0.05] };
  const [first, again, other] = [
    await tested(['RowCount > 0'], { ...options, seed: 1 }),
    await tested(['RowCount > 0'], { ...options, seed: 1 }),
    await tested(['RowCount > 0'], { ...options, seed: 2 }),
  ];
  expect(again).toEqual(first);
  expect(other.datasets[0]?.defects[1]?.example).not.toEqual(first.datasets[0]?.defects[1]?.example);
});

test('columns of any name and type are damaged and told', async () => {
  const columns = [
    { name: 'order "id".x', type: 'BIGINT' },
    { name: '_source_row_', type: 'BLOB' },
    { name: 'Preis (€)', type: 'DOUBLE' },
    { name: 'tags', type: 'VARCHAR[]' },
    { name: 'address', type: 'STRUCT(city VARCHAR)' },
    { name: 'at', type: 'TIMESTAMP WITH TIME ZONE' },
    { name: 'big', type: 'HUGEINT' },
    { name: 'ok', type: 'BOOLEAN' },
    { name: 'nothing', type: 'VARCHAR' },
  ];
  const rows = [1, 2, 3].map((n) => [
    n,
    'x',
    n / 3,
    ['a'],
    { city: 'b' },
    '2023-01-01 00:00:00+00',
    '9'.repeat(30),
    true,
    null,
  ]);
  const { datasets } = await mutate({ data: { columns, rows }, rules: 'Rules = [ IsComplete "address.city" ]' });
  const missing = datasets[0]?.defects.filter(({ kind }) => kind === 'missing') ?? [];
  expect(missing.map(({ column }) => column)).toEqual(columns.slice(0, -1).map(({ name }) => name));
  expect(missing.filter(({ killedFrom }) => killedFrom !== null).map(({ column }) => column)).toEqual(['address']);
});

test('of one row that row is damaged', async () => {
  const data = { columns: COLUMNS, rows: [[1, 'Oslo', '5.00']] };
  const { datasets } = await mutate({ data, rules: 'Rules = [ IsComplete "id" ]', kinds: ['missing'] });
  expect(datasets[0]).toMatchObject({ rows: 1, tested: 3, killed: 1 });
});

test('more rows than a sample holds with a value are looked for in all', async () => {
  const rows = Array.from({ length: 8_000 }, (_, index) => [index, index % 10 === 0 ? 'Oslo' : null, '1.00']);
  const { datasets } = await mutate({
    data: { columns: COLUMNS, rows },
    rules: 'Rules = [ Completeness "city" > 0.05 ]',
    kinds: ['missing'],
    columns: ['city'],
    rates: [0.01, 0.09, 0.2],
    seeds: 0,
  });
  expect(datasets[0]?.defects[0]?.mutants.map(({ rows: hit, killed }) => [hit, killed])).toEqual([
    [80, false],
    [720, true],
  ]);
  expect(datasets[0]?.untried).toEqual([
    { kind: 'missing', column: 'city', reason: 'too few rows that a missing defect could damage' },
  ]);
});

describe('what cannot be tested is an error that says so', () => {
  const empty = { columns: COLUMNS, rows: [] };
  test.each<[string, Partial<MutateOptions>, string]>([
    ['no rows', { data: empty }, 'MUTATION_NO_ROWS'],
    ['no rules', { rules: 'Analyzers = [ RowCount ]' }, 'MUTATION_NO_RULES'],
    ['a mistake in the rules', { rules: 'Rules = [ IsComplet "id" ]' }, 'did you mean "IsComplete"'],
    ['an unknown kind', { kinds: ['mising'] }, 'did you mean "missing"?'],
    ['an unknown column', { columns: ['amuont'] }, 'did you mean "amount"?'],
    ['a rate of 0', { rates: [0, 0.1] }, '0 is no share of rows'],
    ['a rate above 1', { rates: [2] }, '2 is no share of rows'],
    ['kinds that fit no column', { kinds: ['out-of-range'], columns: ['city'] }, 'MUTATION_NOTHING_TRIED'],
    ['kinds of whole rows in a column', { kinds: ['duplicate'], columns: ['city'] }, 'MUTATION_NOTHING_TRIED'],
    ['no rate', { rates: [] }, 'no rate is given'],
  ])('%s', async (_, options, said) => {
    await expect(mutate({ data: ORDERS, rules: 'Rules = [ IsComplete "id" ]', ...options })).rejects.toThrow(said);
  });
});

function tested(rules: readonly string[], options: Partial<MutateOptions> = {}): Promise<MutationResult> {
  return mutate({ data: ORDERS, rules: `Rules = [\n${rules.join(',\n')}\n]`, ...options });
}
