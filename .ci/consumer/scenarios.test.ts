import { check, parseRuleset, replay, type CheckResult, type ReplayRecord } from 'glue-replay';
import { describeScenarios } from 'glue-replay/testing';
import { expect, test } from 'vitest';

describeScenarios('demo');

test('types and values are there', async () => {
  const result: CheckResult = await check({
    data: {
      columns: [
        { name: 'id', type: 'BIGINT' },
        { name: 'amount', type: 'DECIMAL(12,2)' },
      ],
      rows: [
        [1, '12.50'],
        [2, null],
      ],
    },
    rules: 'Rules = [ IsComplete "amount", RowCount = 2 ]',
  });
  expect(result.outcomes.map(({ outcome }) => outcome)).toEqual(['Failed', 'Passed']);
  expect(parseRuleset('Rules = [ RowCont > 1 ]', { strict: true }).findings[0]?.severity).toBe('error');
  const record: ReplayRecord = await replay({ scenario: 'demo', lake: 'lake-of-test' });
  expect(record.expectations.every(({ met }) => met)).toBe(true);
});
