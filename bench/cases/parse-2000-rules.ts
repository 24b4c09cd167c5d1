import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import type { Bench } from '../bench.ts';
import { manyRules, rulesetText } from '../rulesets.ts';

const RULES = 2000;

export const parse2000Rules: Bench = {
  name: 'parse-2000-rules',
  about: 'parsing a ruleset of 2,000 rules, the most that AWS Glue takes',
  budget: { seconds: 0.05 },
  rounds: 25,
  prepare: () => {
    const text = rulesetText(manyRules(RULES));
    return Promise.resolve({ subject: { name: 'parseRuleset', run: () => parse(text) }, baselines: [] });
  },
};

async function parse(text: string): Promise<void> {
  const { ruleset } = parseRuleset(text);
  if (ruleset.rules.length !== RULES) throw new Error(`${ruleset.rules.length} rules were read`);
}
