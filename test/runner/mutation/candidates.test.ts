import { describe, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { id, raw, sql } from '../../../src/duckdb/sql.ts';
import { ruleText } from '../../../src/quality/rule-text.ts';
import { candidateRules } from '../../../src/runner/mutation/candidates/candidate-rules.ts';
import { roundedDown, roundedUp } from '../../../src/runner/mutation/candidates/round-outward.ts';
import { judgeRules } from '../../../src/runner/mutation/judge-rules.ts';
import { CLOCK, rulesetOf } from '../../quality/judged.ts';

describe('clean data suggest', () => {
  test('what is complete, and how much is', async () => {
    const rules = await suggestedBy(`select i as n, case when i % 4 > 0 then i end as m from range(100) t(i)`);
    expect(rules).toContain('IsComplete "n"');
    expect(rules).toContain('Completeness "m" > 0.5333');
    expect(rules).not.toContain('IsComplete "m"');
  });

  test('a key: one column, or two where no column is one', async () => {
    expect(await suggestedBy(`select i as n, i % 2 as m from range(100) t(i)`)).toContain('IsPrimaryKey "n"');
    const pair = await suggestedBy(`select i // 10 as n, i % 10 as m from range(100) t(i)`);
    expect(pair).toContain('IsPrimaryKey "n" "m"');
    expect(pair).toContain('DuplicateRowCount = 0');
  });

  test('no key of amounts, which may differ by chance', async () => {
    const rules = await suggestedBy(`select (i * 1.5)::decimal(8,2) as n from range(100) t(i)`);
    expect(rules).not.toContain('IsPrimaryKey "n"');
  });

  test('what texts there are, where they are few', async () => {
    const rules = await suggestedBy(`select ['a', 'b'][i % 2 + 1] as s from range(100) t(i)`);
    expect(rules).toContain('ColumnValues "s" in ["a","b"]');
  });

  test.each([
    [`'T' || lpad((i + 100)::varchar, 6, '0')`, 'T[0-9]{6}'],
    [`'' || i % 7 || '-' || chr((65 + i % 26)::integer) || 'x'`, '[0-9]-[A-Z][a-z]'],
    [`repeat('a', i::integer % 5 + 1) || i`, '[a-z]+[0-9]+'],
    [`'u' || i || '@x.com'`, '[a-z]+[0-9]+@[a-z]+[.][a-z]+'],
    [`['Ann', 'Bo']["i" % 2 + 1] || ' ' || i || ['', ' B'][i % 2 + 1]`, '[A-Z]([A-Za-z0-9 ]*[A-Z0-9])?'],
  ])('the form of texts such as %s', async (value, pattern) => {
    const rules = await suggestedBy(`select ${value} as s from range(100) t(i)`);
    const patterns = rules.flatMap((rule) => / matches "([^"]*)"$/.exec(rule)?.[1] ?? []);
    expect(patterns).toEqual([pattern, '[^ ](.*[^ ])?']);
  });

  test('bounds of numbers and dates', async () => {
    const rules = await suggestedBy(
      `select i + 1 as n, -i as m, date '2023-01-01' + (i % 20)::integer as d from range(100) t(i)`,
    );
    expect(rules).toEqual(
      expect.arrayContaining([
        'ColumnValues "n" > 0',
        'ColumnValues "n" < 110',
        'ColumnValues "m" > -109',
        'ColumnValues "d" > "2022-12-31"',
        'ColumnValues "d" <= now()',
      ]),
    );
  });

  test('other tables whose key holds all values', async () => {
    const rules = await suggestedBy(`select ['a', 'b'][i % 2 + 1] as s from range(100) t(i)`);
    expect(rules).toContain('ReferentialIntegrity "s" "letters.letter" = 1');
  });

  test('nothing of a column that is all NULL', async () => {
    expect(await suggestedBy(`select null::integer as n, null::varchar as s from range(9)`)).toEqual([
      'DuplicateRowCount = 0',
      'RowCount between 8 and 10',
      'ColumnCount = 2',
      'ColumnExists "n"',
      'ColumnExists "s"',
    ]);
  });
});

test.each([
  [1234, '1230', '1240'],
  [0.012345, '0.0123', '0.0124'],
  [-5.678, '-5.68', '-5.67'],
  [0, '0', '0'],
  [100, '100', '100'],
  [12_345_678_901, '12300000000', '12400000000'],
])('%d lies between %s and %s', (value, down, up) => {
  expect([roundedDown(value), roundedUp(value)]).toEqual([down, up]);
});

/** The candidates that pass on the rows of a query. */
async function suggestedBy(query: string): Promise<string[]> {
  await using session = await openSession({ threads: 1 });
  await session.run(sql`create table data as ${raw(query)}`);
  await session.run(sql`create table letters as select * from (values ('a'), ('b'), ('c')) t(letter)`);
  const primary = { relation: id('data'), columns: await session.columns(id('data')) };
  const letters = { relation: id('letters'), columns: await session.columns(id('letters')) };
  const judged = { session, primary, references: { letters }, clock: CLOCK, files: undefined };
  const candidates = await candidateRules({
    ...judged,
    ruleset: rulesetOf(['RowCount > 0']),
    damageable: primary.columns,
  });
  const verdicts = await judgeRules(candidates, judged);
  return candidates.filter((_, index) => verdicts[index]?.outcome === 'Passed').map(ruleText);
}
