import { describe, expect, test } from 'vitest';
import { ruleTypes } from '../../src/quality/rules/registry.ts';
import { readPage } from '../docs/pages.ts';
import { check } from './judged.ts';
import { ruleExamplesOf, type RuleExample } from './rule-examples.ts';

const { text } = readPage('docs/dqdl.md');
const examples = ruleExamplesOf(text);

describe('docs/dqdl.md', () => {
  test.each(examples)('line $line: the rules have the outcomes that are shown', async (example) => {
    expect(await outcomesOf(example)).toEqual(example.rules);
  });

  test.each([...ruleTypes.keys()])('%s has a section with an example of its own', (name) => {
    const [, section = ''] = text.split(`\n## ${name}\n`);
    const own = ruleExamplesOf(section.split('\n## ')[0] ?? '').flatMap(({ rules }) => rules);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ rule }) => rule.startsWith(name))).toBe(true);
  });
});

async function outcomesOf({ table, rules }: RuleExample): Promise<RuleExample['rules']> {
  const numbered = {
    columns: `${table.columns}, _source_row bigint`,
    rows: table.rows.map((row, index) => `${row}, ${index + 1}`),
  };
  const { outcomes } = await check(
    numbered,
    rules.map(({ rule }) => rule),
    { hiddenColumns: ['_source_row'] },
  );
  return outcomes.map(({ outcome, failureReason, evaluatedMetrics, failingRows }, index) => ({
    rule: rules[index]?.rule ?? '',
    outcome,
    reason: failureReason,
    metrics: evaluatedMetrics,
    badRows: (failingRows?.sample ?? []).map((row) => Number(row['_source_row'])),
  }));
}
