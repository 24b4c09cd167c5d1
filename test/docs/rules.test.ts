import { expect, test } from 'vitest';
import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import { fencesOf } from './markdown.ts';
import { userPages } from './pages.ts';

const rulesets = userPages().flatMap(({ path, text }) =>
  fencesOf(text)
    .filter(({ info }) => info[0] === 'dqdl')
    .map((fence) => ({ place: `${path}:${fence.line}`, text: fence.text })),
);

test.each(rulesets)('the ruleset of $place is valid', ({ text }) => {
  const errors = parseRuleset(text, { strict: false }).findings.filter(({ severity }) => severity === 'error');
  expect(errors).toEqual([]);
});
