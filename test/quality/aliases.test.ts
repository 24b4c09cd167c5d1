import { expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { evaluateRuleset } from '../../src/quality/evaluate.ts';
import { CLOCK, createTable, rulesetOf } from './judged.ts';

test('references whose names differ by case alone cost no other rule', async () => {
  await using session = await openSession({ threads: 1 });
  const primary = await createTable(session, 'data', { columns: 'id integer', rows: ['1', '2'] });
  const other = await createTable(session, 'other', { columns: 'id integer', rows: ['1'] });
  const { outcomes } = await evaluateRuleset({
    session,
    ruleset: rulesetOf([
      'CustomSql "select count(*) from primary" = 2',
      'IsComplete "id" where "id > 0"',
      'RowCountMatch "Day" = 2.0',
      'RowCountMatch "day" = 1.0',
    ]),
    primary,
    references: { Day: other, day: primary, PRIMARY: other },
    clock: CLOCK,
  });
  expect(outcomes).toHaveLength(4);
  expect(outcomes.map(({ outcome, failureReason }) => [outcome, failureReason])).toEqual(
    outcomes.map(() => ['Passed', null]),
  );
});
