import { describe, expect, test } from 'vitest';
import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import { check } from '../../src/runner/check.ts';
import { tempFolder } from '../temp-folder.ts';
import { fencesOf, type Fence } from './markdown.ts';
import { userPages } from './pages.ts';

/** A ruleset on a page; `on` is the block with the data it is to be run on (` ```dqdl on=orders.csv `). */
interface RulesetExample {
  readonly title: string;
  readonly text: string;
  readonly on: string | undefined;
  readonly files: readonly Fence[];
}

const examples = userPages().flatMap(({ path, text }): RulesetExample[] => {
  const fences = fencesOf(text);
  const files = fences.filter((fence) => wordOf(fence, 'file') !== undefined);
  return fences
    .filter(({ info }) => info[0] === 'dqdl')
    .map((fence) => ({ title: `${path}:${fence.line}`, text: fence.text, on: wordOf(fence, 'on'), files }));
});

test.each(examples)('the ruleset of $title can be parsed', ({ text }) => {
  const errors = parseRuleset(text, { strict: false }).findings.filter(({ severity }) => severity === 'error');
  expect(errors).toEqual([]);
});

describe('a ruleset with data ends as its comments say', () => {
  test.each(examples.filter(({ on }) => on !== undefined))('$title', async ({ text, on, files }) => {
    await using folder = await tempFolder();
    for (const file of files) await folder.write(wordOf(file, 'file') ?? '', `${file.text}\n`);
    const { outcomes } = await check({ data: `${folder.path}/${on}`, rules: text });
    expect(outcomes.map(({ rule, outcome }) => `${rule}: ${outcome}`)).toEqual(
      outcomes.map(({ rule }, index) => `${rule}: ${statedOutcomes(text)[index] ?? 'not stated'}`),
    );
  });

  test('outcomes are read from the comments, one a rule', () => {
    const text = 'Rules = [\n  RowCount = 3, # Passed\n  Mean "a" > 1 # Failed: it is 0.5\n]';
    expect(statedOutcomes(text)).toEqual(['Passed', 'Failed']);
  });
});

/** `RowCount > 3, # Failed`: what the comments say, in the order of the rules. */
function statedOutcomes(ruleset: string): string[] {
  return [...ruleset.matchAll(/# (Passed|Failed|Error)\b/g)].map((match) => match[1] ?? '');
}

function wordOf({ info }: Fence, name: string): string | undefined {
  return info.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}
