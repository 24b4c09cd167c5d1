import assert from 'node:assert/strict';
import { check, parseRuleset, replay } from 'glue-replay';

const { ruleset, findings } = parseRuleset('Rules = [ RowCount = 3, IsComplete "id" ]', { strict: true });
assert.equal(ruleset.rules.length, 2);
assert.deepEqual(findings, []);

const result = await check({ data: 'orders.csv', rules: 'Rules = [ RowCount = 3, IsComplete "id" ]' });
assert.equal(result.score, 1);
assert.equal(result.rowCount, 3);

const record = await replay({ scenario: 'demo', lake: 'lake' });
assert.equal(record.status, 'passed');
