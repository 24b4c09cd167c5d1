import fc from 'fast-check';
import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import { printRuleset } from '../../src/quality/dqdl/print.ts';
import { formatRuleset } from '../../src/quality/fmt/format-ruleset.ts';
import { lintRuleset } from '../../src/quality/lint/lint-ruleset.ts';
import { brokenRulesetText, rulesetText, wordSoup } from '../../test/quality/dqdl/ruleset-text.ts';
import type { Target } from '../target.ts';

/** Any text gives findings within seconds, never an exception; what is read without an error prints to the same rules. */
export const texts: Target = {
  name: 'texts',
  open: async () => ({
    property: fc.property(anyText, (text) => {
      const began = performance.now();
      const { ruleset, findings } = parseRuleset(text);
      parseRuleset(text, { strict: true });
      lintRuleset(text);
      formatRuleset(text);
      if (performance.now() - began > LONGEST) throw new Error(`took ${performance.now() - began} ms`);
      if (findings.some(({ severity }) => severity === 'error')) return;
      const printed = printRuleset(ruleset);
      const again = printRuleset(parseRuleset(printed).ruleset);
      if (again !== printed) throw new Error(`printed as\n${printed}\nthen as\n${again}`);
    }),
    runs: 200,
    close: async () => {},
  }),
};

const LONGEST = 3000;

/** As deep and as long as AWS Glue takes them, which is 65 KB. */
const nested = fc
  .tuple(fc.constantFrom('(', '[', '{', '"', '#', '-', 'RowCount > 1 and (', 'a('), fc.nat(20_000))
  .map(([word, times]) => `Rules = [ ${word.repeat(Math.min(times, Math.floor(65_000 / word.length)))}`);

const anyText = fc.oneof(
  rulesetText,
  brokenRulesetText,
  wordSoup,
  fc.string({ unit: 'binary', maxLength: 200 }),
  nested,
);
