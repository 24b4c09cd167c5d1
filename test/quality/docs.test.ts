import { describe, expect, test } from 'vitest';
import { analyzerTypes } from '../../src/quality/analyzer-types/registry.ts';
import { ruleTypes } from '../../src/quality/rules/registry.ts';
import { readPage } from '../docs/pages.ts';
import { check } from './judged.ts';
import { memoryFiles } from './memory-files.ts';
import { ruleExamplesOf, type RuleExample } from './rule-examples.ts';

const { text } = readPage('docs/dqdl.md');
const examples = ruleExamplesOf(text);

describe('docs/dqdl.md', () => {
  test.each(examples.filter(({ rules }) => rules.length > 0))(
    'line $line: the rules have the outcomes that are shown',
    async (example) => {
      expect(await outcomesOf(example)).toEqual(example.rules);
    },
  );

  test.each(examples.filter(({ analyzers }) => analyzers.length > 0))(
    'line $line: the analyzers have the values that are shown',
    async ({ table, analyzers }) => {
      for (const expected of analyzers) {
        const { metrics, distributions } = await check(table, [], { analyzers: [expected.analyzer] });
        const shown = Object.entries(distributions).map(([name, { binEdges, counts }]) => [
          name,
          `${binEdges.join(', ')}: ${counts.join(', ')}`,
        ]);
        expect({ ...expected, metrics, distributions: Object.fromEntries(shown) }).toEqual(expected);
      }
    },
  );

  test.each([...analyzerTypes.keys()])('%s has a section with an example of its own', (name) => {
    const [, section = ''] = text.split(`\n## ${name}\n`);
    const own = ruleExamplesOf(section.split('\n## ')[0] ?? '').flatMap(({ analyzers }) => analyzers);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ analyzer }) => analyzer.startsWith(name))).toBe(true);
  });

  test.each([...ruleTypes.keys()])('%s has a section with an example of its own', (name) => {
    const [, section = ''] = text.split(`\n## ${name}\n`);
    const own = ruleExamplesOf(section.split('\n## ')[0] ?? '').flatMap(({ rules }) => rules);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ rule }) => rule.startsWith(name))).toBe(true);
  });
});

async function outcomesOf({ table, references, files, rules }: RuleExample): Promise<RuleExample['rules']> {
  const numbered = {
    columns: `${table.columns}, _source_row bigint`,
    rows: table.rows.map((row, index) => `${row}, ${index + 1}`),
  };
  const { outcomes } = await check(
    numbered,
    rules.map(({ rule }) => rule),
    { hiddenColumns: ['_source_row'], others: references, files: memoryFiles(files) },
  );
  return outcomes.map(({ outcome, failureReason, evaluatedMetrics, details = [], failingRows }, index) => ({
    rule: rules[index]?.rule ?? '',
    outcome,
    reason: failureReason,
    metrics: evaluatedMetrics,
    details: [...details],
    badRows: (failingRows?.sample ?? []).map((row) => Number(row['_source_row'])),
  }));
}
