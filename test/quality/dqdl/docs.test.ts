import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SIGNATURES } from '../../../src/quality/dqdl/signatures.ts';
import { parseRuleset } from '../../../src/quality/dqdl/parse-ruleset.ts';

const PAGE = readFileSync(new URL('../../../docs/dqdl-language.md', import.meta.url), 'utf8');
const FOLDER = new URL('../../../src/quality/dqdl/', import.meta.url);
const SOURCE = readdirSync(FOLDER)
  .map((file) => readFileSync(new URL(file, FOLDER), 'utf8'))
  .join('\n');

function codesIn(text: string): string[] {
  return [...new Set(text.match(/DQDL_[A-Z_]+/g))].toSorted();
}

it('docs/dqdl-language.md lists the codes of the parser and no others', () => {
  expect(codesIn(PAGE)).toEqual(codesIn(SOURCE));
});

it('docs/dqdl-language.md lists every type', () => {
  expect([...SIGNATURES.keys()].filter((type) => !PAGE.includes(`\`${type}\``))).toEqual([]);
});

it('the examples of docs/dqdl-language.md parse without a finding, also when strict', () => {
  const examples = [...PAGE.matchAll(/```dqdl\n([^`]*)```/g)].map(([, text]) => text ?? '');
  expect(examples).not.toEqual([]);
  expect(examples.flatMap((text) => parseRuleset(text, { strict: true }).findings)).toEqual([]);
});
