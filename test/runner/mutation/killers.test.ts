import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Session } from '../../../src/duckdb/session.ts';
import { id, sql } from '../../../src/duckdb/sql.ts';
import { evaluateRuleset } from '../../../src/quality/evaluate.ts';
import { ruleText } from '../../../src/quality/rule-text.ts';
import { cutClean } from '../../../src/runner/mutation/clean-cuts.ts';
import { judgeRules } from '../../../src/runner/mutation/judge-rules.ts';
import { killersOf } from '../../../src/runner/mutation/judge-mutant.ts';
import { makeMutant } from '../../../src/runner/mutation/make-mutant.ts';
import { namesInQueries } from '../../../src/runner/mutation/may-change.ts';
import { memoryStates } from '../../../src/runner/mutation/memory-states.ts';
import { MUTANT_KINDS, operatorsOf } from '../../../src/runner/mutation/operators.ts';
import type { Subject } from '../../../src/runner/mutation/subject.ts';
import { CLOCK, rulesetOf } from '../../quality/judged.ts';

const ROWS = 400;
const SHARED = 'select count(*) from primary p join others o on p.city = o.city';

/** Rules of every way to be measured: from parts, from groups, over all rows, and of what no mutant changes. */
const RULES = [
  'RowCount between 300 and 410',
  'ColumnCount = 6',
  'ColumnExists "n"',
  'IsComplete "n"',
  'IsComplete "city"',
  'IsPrimaryKey "id"',
  'IsUnique "id" "city"',
  'Uniqueness "s" > 0.4',
  'Completeness "x" > 0.8',
  'Completeness "x" > 0.89 where "n > 3"',
  'DistinctValuesCount "city" = 3',
  'DuplicateRowCount = 0',
  'Entropy "city" between 0.9 and 1.2',
  'Mean "n" between 4 and 6',
  'Sum "n" > 1500',
  'StandardDeviation "x" < 40',
  'InterquartileRange "n" between 3 and 7',
  'ColumnCorrelation "n" "x" < 0.5',
  'ColumnValues "n" >= 0',
  'ColumnValues "city" in ["a", "b", "c"]',
  'ColumnValues "s" matches "s[0-9]+"',
  'ColumnValues "s" matches "(?=s).*" with threshold > 0.95',
  'ColumnValues "d" between "2022-12-31" and "2023-02-01"',
  'ColumnLength "s" > 1',
  'ColumnDataType "n" = "INTEGER"',
  'DataFreshness "d" <= 300 days',
  'ReferentialIntegrity "city" "others.city" = 1',
  'AggregateMatch "sum(n)" "sum(others.size)" >= 0.1',
  `CustomSql "${SHARED}" > 380`,
  'CustomSql "select id from primary where n >= 0" with threshold > 0.99',
  'CustomSql "select id, x from primary" with threshold > 0.99',
  'CustomSql "select count(*) from (select p from primary p where hash(p) is not null)" > 390',
  'CustomSql "select count(distinct columns(\'ci.*\')) from primary" = 3',
  'CustomSql "from primary select sum(n)" > 1900',
  'CustomSql "select count(*) from (select distinct * from primary)" = 400',
  '(IsComplete "n") and (ColumnValues "s" != "")',
  '(IsComplete "x") or (IsPrimaryKey "id")',
  'IsComplete "d" where "`city` = \'a\'"',
];

test('judging what is damaged, with the states of the rest, gives what judging all rules on all rows gives', async () => {
  await using session = await openSession({ threads: 1 });
  const subject = await subjectOf(session, RULES);
  const { rules } = subject.ruleset;
  const clean = await judgeRules(rules, subject);
  const passing = rules.filter((_, index) => clean[index]?.outcome === 'Passed');
  expect(rules.filter((rule) => !passing.includes(rule)).map(ruleText)).toEqual([]);
  const counts = [1, 4, 40];
  const cuts = await cutClean(session, subject.primary.relation, { counts, seed: 7, into: 'cut', shareFrom: 0 });
  expect(cuts.cuts.map(({ rest }) => rest.length)).toEqual([2, 2, 1, 0]);
  const states = await memoryStates(`${session.scratch}/states`);
  const bed = { subject, states, queries: await namesInQueries(session, rules, ['others']), whole: id('whole') };
  const { operators } = operatorsOf(MUTANT_KINDS, subject.damageable);
  let made = 0;
  const killed = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...operators),
      fc.constantFrom(...counts),
      fc.nat(1000),
      async (operator, count, seed) => {
        const mutant = await makeMutant(session, cuts, { operator, count, seed, into: 'mutant' });
        if ('reason' in mutant) return;
        const name = `mutant ${made++}`;
        const killers = await killersOf(passing, { mutant, name }, bed);
        const direct = await judgedInFull(subject, mutant);
        expect(killers.map(({ rule, outcome }) => [ruleText(rule), outcome])).toEqual(direct);
        for (const { rule } of killers) killed.add(ruleText(rule));
        await session.run(sql`drop table ${mutant.damaged}`);
        await bed.states.forget(name);
      },
    ),
    { numRuns: 60 },
  );
  expect(made).toBeGreaterThan(30);
  expect(killed.size).toBeGreaterThan(10);
}, 120_000);

/** The rules that do not pass where nothing is taken from states and nothing is left out. */
async function judgedInFull(
  { session, ruleset, references, primary }: Subject,
  { damaged, rest, columns }: Exclude<Awaited<ReturnType<typeof makeMutant>>, { reason: string }>,
): Promise<[string, string][]> {
  await session.run(sql`create or replace table everything as select * from ${damaged}`);
  for (const part of rest) await session.run(sql`insert into everything select * from ${part.relation}`);
  expect(Object.keys(references)).toEqual(['others']);
  const { outcomes } = await evaluateRuleset({
    session,
    ruleset,
    primary: { ...primary, relation: id('everything'), columns },
    references,
    clock: CLOCK,
  });
  return outcomes.flatMap(({ outcome }, index): [string, string][] => {
    const rule = ruleset.rules[index];
    return outcome === 'Passed' || rule === undefined ? [] : [[ruleText(rule), outcome]];
  });
}

async function subjectOf(session: Session, rules: readonly string[]): Promise<Subject> {
  await session.run(sql`create table data as
    select i::integer as id, (i % 11)::integer as n, 's' || (i % 300) as s,
      case when i % 10 > 0 then (i * 7 % 100)::double end as x, ['a', 'b', 'c'][i % 3 + 1] as city,
      date '2023-01-01' + (i % 30)::integer as d
    from range(${ROWS}) t(i)`);
  await session.run(
    sql`create table others as select * from (values ('a', 700), ('b', 700), ('c', 600)) t(city, size)`,
  );
  const primary = { relation: id('data'), columns: await session.columns(id('data')) };
  return {
    dataset: 'data',
    session,
    ruleset: rulesetOf(rules),
    findings: [],
    primary,
    references: { others: { relation: id('others'), columns: await session.columns(id('others')) } },
    clock: CLOCK,
    files: undefined,
    damageable: primary.columns,
    isTyped: false,
    others: noOthers,
  };
}

async function* noOthers(): ReturnType<Subject['others']> {}
