import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GUARDED } from '../../src/duckdb/costly-functions.ts';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { evaluateRuleset } from '../../src/quality/evaluate.ts';
import type { Relation, RuleOutcome } from '../../src/quality/types.ts';
import { CLOCK, rulesetOf } from './judged.ts';

let session: Session;
let primary: Relation;
beforeAll(async () => {
  session = await openSession({ threads: 2, seconds: 0.4, memoryLimit: '150MB' });
  await session.run(sql`create table data as select range as id, 'v' || range as s from range(3000)`);
  primary = { relation: sql`data`, columns: await session.columns(sql`data`) };
});
afterAll(async () => session[Symbol.asyncDispose]());

/** The outcomes of rules that stand among others, which must be judged all the same. */
async function judgeAmongOthers(rules: readonly string[]): Promise<readonly RuleOutcome[]> {
  const others = ['RowCount = 3000', 'IsPrimaryKey "id"', 'ColumnValues "id" between -1 and 2999'];
  const ruleset = rulesetOf([...rules, ...others]);
  const { outcomes } = await evaluateRuleset({ session, ruleset, primary, clock: CLOCK });
  expect(outcomes.slice(rules.length)).toMatchObject([
    { outcome: 'Passed' },
    { outcome: 'Passed' },
    { outcome: 'Failed', failingRows: { count: 1 } },
  ]);
  return outcomes.slice(0, rules.length);
}

const TIME = 'it took longer than 0.4 s; raise the limit with --rule-timeout SECONDS, or limits.seconds of check()';
const MEMORY = '; raise the limit with --memory SIZE, or limits.memory of check()';
const ANY = ' ';

describe('a query without end is an Error of its rule alone:', () => {
  test.each([
    ['select count(*) from range(1000000000) a, range(1000000000) b where a.range % 7 = b.range % 3', TIME],
    ['select count(*) from primary a, primary b, primary c, primary d where hash(a.s, b.s, c.s, d.s) = 1', TIME],
    ['with recursive r as (select 1 as i union all select i + 1 from r) select count(*) from r', TIME],
    ['with recursive r as (select 1 as i union select i + 1 from r) select count(*) from r', ANY],
    ["with recursive r as (select 'x' as t union all select t || t from r) select max(length(t)) from r", ANY],
    [
      "select max(x) from (select range || repeat('y', 100) as x from range(100000000) order by hash(x) limit 99999999)",
      ANY,
    ],
    ['select count(distinct hash(a.range, b.range)) from range(1000000) a, range(1000000) b', ANY],
    ['select mode(hash(range)) from range(1000000000)', ANY],
    ['select max(len(l)) from (select list(range) over (order by range) as l from range(1000000))', ANY],
    ['select count(*) from repeat(1, 1000000000000)', TIME],
    ["select length(repeat('x', 1000000000))", GUARDED],
    ['select max(length(repeat(s, 40000000))) from primary', GUARDED],
    ['select len(range(1000000000))', GUARDED],
    ['select max(len(range(id * 1000000))) from primary', GUARDED],
    ['select list_sum(list_transform(range(id * 100000), x -> x * x)) from primary', GUARDED],
    ["select max(length(lpad(s, 1000000000, 'y'))) from primary", GUARDED],
    ["select length(printf('%1000000000d', 1))", GUARDED],
    ["select max(levenshtein(repeat(s, 10000), repeat('ab', 40000))) from primary", GUARDED],
    ['select list_transform(range(10000), x -> range(10000))', 'it calls range for each entry of a list'],
    ['select list_transform(l, x -> l) from (select range(10000) as l)', 'its lambda reads l'],
    ['select list_reduce(range(64), (x, y) -> x || y)', 'it calls list_reduce, whose memory cannot be limited'],
    ['select max(id, 999999) from primary group by id', 'it calls max for several values'],
    ['select reservoir_quantile(id, 0.5, 1000000000) from primary', 'it calls reservoir_quantile'],
    [
      `with ${Array.from({ length: 40 }, (_, i) => `c${i + 1} as not materialized (from c${i}, c${i} as d)`)
        .join(', ')
        .replace('c1 as', 'c0 as (select 1), c1 as')} select count(*) from c40`,
      'it says NOT MATERIALIZED',
    ],
    [`select ${'1 + '.repeat(900)} 1`, 'it is nested more than 200 levels deep'],
    [`select ${'repeat('.repeat(20)}'x'${', 1)'.repeat(20)}`, 'it calls repeat within more than 8 other such calls'],
  ])('%s', async (query, reason) => {
    const [outcome] = await judgeAmongOthers([`CustomSql "${query}" > 0`]);
    expect(outcome).toMatchObject({ outcome: 'Error', failureReason: expect.stringContaining(reason) });
    expect(outcome?.failureReason).toContain('Error executing SQL statement: ');
  });

  test('in row form too', async () => {
    const query = 'select a.id from primary a, primary b, primary c, primary d where hash(a.s, b.s, c.s, d.s) = 1';
    const [outcome] = await judgeAmongOthers([`CustomSql "${query}"`]);
    expect(outcome).toMatchObject({ outcome: 'Error', failureReason: expect.stringContaining(TIME) });
  });
});

describe('a query that needs more than there is is an Error of its rule alone:', () => {
  let patient: Session;
  beforeAll(async () => void (patient = await openSession({ threads: 2, memoryLimit: '150MB' })));
  afterAll(async () => patient[Symbol.asyncDispose]());

  test.each([
    ['what DuckDB counts', "select length(string_agg(repeat('x', 1000), '')) from range(10000000)", 'more memory'],
    ['a list', 'select len(list(range)) from range(1000000000)', 'more memory'],
    [
      'what it does not',
      'select median(hash(a.range, b.range)) from range(9999) a, range(99999) b',
      'than 143 MB of memory',
    ],
  ])('%s', async (_, query, reason) => {
    const ruleset = rulesetOf([`CustomSql "${query}" > 0`, 'CustomSql "select count(*) from primary" = 2']);
    const relation = { relation: sql`(values (1), (2))`, columns: [] };
    const { outcomes } = await evaluateRuleset({ session: patient, ruleset, primary: relation, clock: CLOCK });
    expect(outcomes).toMatchObject([{ outcome: 'Error' }, { outcome: 'Passed' }]);
    expect(outcomes[0]?.failureReason).toContain(reason);
    expect(outcomes[0]?.failureReason).toContain(MEMORY);
  });
});

describe('a where without end is an Error of its rules alone:', () => {
  test.each([
    ['id < (select count(*) from range(1000000000) a, range(1000000000) b where a.range % 7 = b.range % 3)', TIME],
    ['exists (select 1 from range(1000000000) r where hash(r.range, id) = 1)', TIME],
    ['id in (with recursive r as (select 1 as i union all select i + 1 from r) select i from r)', ANY],
    ['length(repeat(s, 1000000000)) > 0', GUARDED],
    ['len(range(id, id + 1000000000)) > 0', GUARDED],
    ["printf('%1000000000d', id) = ''", GUARDED],
    ["s in (select repeat('x', 10000) || range from range(1000000000))", ANY],
    ["levenshtein(repeat(s, 10000), repeat('ab', 40000)) > 1", GUARDED],
    ["length(regexp_replace(s, '.', repeat('x', 100), 'g')) > 0", 'it calls regexp_replace'],
    ["repeat(s, 50) glob '*v*v*v*v*v*w'", GUARDED],
  ])('%s', async (where, reason) => {
    const outcomes = await judgeAmongOthers([
      `IsComplete "id" where "${where}"`,
      `IsUnique "s" where "${where}"`,
      `(IsComplete "id" where "${where}") or (RowCount = 0)`,
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Error', 'Error', 'Error']);
    expect(outcomes[0]?.failureReason).toContain('The rule could not be evaluated: of its where, ');
    expect(outcomes[0]?.failureReason).toContain(reason);
  });
});

describe('a pattern that backtracks is an Error of its rules alone:', () => {
  const HARD = '(?=(v+v+)+w).*';
  test('the reason names the pattern and how long the value is', async () => {
    await session.run(sql`update data set s = ${'v'.repeat(60)} where id = 7`);
    const outcomes = await judgeAmongOthers([
      `ColumnValues "s" matches "${HARD}"`,
      `ColumnValues "s" not matches "${HARD}" where "id > 3"`,
      'ColumnValues "s" matches "(?=v).*"',
    ]);
    await session.run(sql`update data set s = 'v7' where id = 7`);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Error', 'Error', 'Passed']);
    expect(outcomes[0]?.failureReason).toBe(
      `The rule could not be evaluated: The pattern "${HARD}" took longer than 0.4 s on a value of 60 characters; raise the limit with --rule-timeout SECONDS, or limits.seconds of check()`,
    );
  });
});
