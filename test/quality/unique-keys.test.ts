import { expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import type { Sql } from '../../src/duckdb/sql.ts';
import { evaluateRuleset } from '../../src/quality/evaluate.ts';
import type { RuleOutcome } from '../../src/quality/types.ts';
import { CLOCK, createTable, rulesetOf } from './judged.ts';

const RULES = [
  'IsUnique "id"',
  'IsPrimaryKey "city" "id"',
  'Uniqueness "id" "city" = 1.0 where "city = \'a\'"',
  'UniqueValueRatio "city" > 0.5',
  'DuplicateRowCount = 0',
];

test('keys that hold a unique key are not grouped, and give the same', async () => {
  const { outcomes, statements } = await judged(['1, null', "2, 'a'", "3, 'a'"], RULES);
  const grouped = statements.flatMap((text) => /group by ("primary".*)/.exec(text)?.[1] ?? []);
  expect(grouped).toEqual(['"primary"."id"', '"primary"."city"']);
  expect(outcomes).toEqual(await eachAlone(['1, null', "2, 'a'", "3, 'a'"]));
});

test.each([
  ['a key that is there twice', ['1, null', "1, 'a'", "3, 'a'"]],
  ['a key that is NULL', ['null, null', "2, 'a'", "3, 'a'"]],
  ['no rows', []],
])('with %s they give what they give alone', async (_, rows) => {
  const { outcomes } = await judged(rows, RULES);
  expect(outcomes).toEqual(await eachAlone(rows));
});

async function eachAlone(rows: readonly string[]): Promise<RuleOutcome[]> {
  const outcomes: RuleOutcome[] = [];
  for (const rule of RULES) outcomes.push(...(await judged(rows, [rule])).outcomes);
  return outcomes;
}

async function judged(
  rows: readonly string[],
  rules: readonly string[],
): Promise<{ outcomes: readonly RuleOutcome[]; statements: string[] }> {
  await using session = await openSession({ threads: 1 });
  const primary = await createTable(session, 'data', { columns: 'id integer, city varchar', rows });
  const statements: string[] = [];
  const ruleset = rulesetOf(rules);
  const { outcomes } = await evaluateRuleset({
    session: listening(session, (text) => statements.push(text)),
    ruleset,
    primary,
    clock: CLOCK,
  });
  return { outcomes, statements };
}

/** The session, with each query that gives rows told to `heard`. */
function listening(session: Session, heard: (text: string) => void): Session {
  return new Proxy(session, {
    get(target, name) {
      if (name === 'rows') {
        return (statement: Sql, ...rest: []) => {
          heard(statement.text);
          return target.rows(statement, ...rest);
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
