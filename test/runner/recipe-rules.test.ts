import { expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { generateTable } from '../../src/generators/generate-table.ts';
import { RECIPES } from '../../src/generators/registry.ts';
import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import { evaluateRuleset } from '../../src/quality/evaluate.ts';

const CLOCK = new Date('2023-01-02T06:00:00Z');
const cases = [...RECIPES].flatMap(([name, recipe]) => [1, 2, 42].map((seed) => ({ name, recipe, seed })));

test.each(cases)('$name of seed $seed obeys the rules of its own recipe', async ({ recipe, seed }) => {
  await using session = await openSession();
  const relation = await generateTable(session, recipe, { rows: 500, seed, clock: CLOCK });
  const { ruleset, findings } = parseRuleset(`Rules = [${recipe.rules.join(', ')}]`);
  expect(findings).toEqual([]);
  expect(ruleset.rules).toHaveLength(recipe.rules.length);
  const primary = { relation, columns: await session.columns(relation) };
  const { outcomes } = await evaluateRuleset({ session, ruleset, primary, clock: CLOCK });
  expect(outcomes.filter(({ outcome }) => outcome !== 'Passed')).toEqual([]);
});
