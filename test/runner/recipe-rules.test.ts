import { expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { generateTable } from '../../src/generators/generate-table.ts';
import { findRecipe, RECIPES } from '../../src/generators/registry.ts';
import { cleanRules } from '../../src/generators/rules/clean-rules.ts';
import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import { evaluateRuleset } from '../../src/quality/evaluate.ts';
import type { Relation } from '../../src/quality/types.ts';

const CLOCK = new Date('2023-01-02T06:00:00Z');
const cases = [...RECIPES].flatMap(([name, recipe]) => [1, 2, 42].map((seed) => ({ name, recipe, seed })));

test.each(cases)('$name of seed $seed obeys the rules of its own recipe', async ({ recipe, seed }) => {
  await using session = await openSession();
  const rules = cleanRules(recipe, { clock: CLOCK, rows: 500 });
  const primary = await made(session, recipe.name, { rows: 500, seed });
  const { ruleset, findings } = parseRuleset(`Rules = [${rules.join(', ')}]`);
  expect(findings).toEqual([]);
  expect(ruleset.rules).toHaveLength(rules.length);
  const references: Record<string, Relation> = {};
  for (const [, dataset = ''] of rules.join('\n').matchAll(/ReferentialIntegrity "[^"]+" "(\w+)\./g)) {
    references[dataset] = await made(session, dataset, { seed });
  }
  const { outcomes } = await evaluateRuleset({ session, ruleset, primary, references, clock: CLOCK });
  expect(outcomes.filter(({ outcome }) => outcome !== 'Passed')).toEqual([]);
  expect(outcomes.length).toBeGreaterThan(1);

  async function made(into: Session, name: string, options: { rows?: number; seed: number }): Promise<Relation> {
    const wanted = name === recipe.name ? recipe : findRecipe(name);
    const relation = await generateTable(into, wanted, { ...options, clock: CLOCK });
    return { relation, columns: await into.columns(relation) };
  }
});
