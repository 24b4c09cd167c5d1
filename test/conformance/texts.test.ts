import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { textConformity } from '../../conformance/texts/conform-texts.ts';
import { TEXT_DIFFERENCES } from '../../conformance/texts/text-differences.ts';
import { hashOf, readTextGoldens } from '../../conformance/texts/text-goldens.ts';
import { generatedTexts } from '../../conformance/texts/texts.ts';

const ROOT = join(import.meta.dirname, '../..');
const texts = generatedTexts();
const { hash, digests } = await readTextGoldens(join(ROOT, 'conformance/goldens/texts.txt'));

it('are 20,000 texts, those that the open parser was given', () => {
  expect(texts).toHaveLength(20_000);
  expect(digests).toHaveLength(texts.length);
  expect(hash).toBe(hashOf(texts));
});

it('are taken, refused and printed in strict mode as by the open parser, but for what docs/fidelity.md lists', () => {
  const { taken, explained, unexplained } = textConformity(texts, digests);
  expect(taken).toBeGreaterThan(5_000);
  expect(unexplained.slice(0, 10).join('\n'), `${unexplained.length} texts`).toBe('');
  expect(TEXT_DIFFERENCES.map(({ id }) => id).filter((id) => !explained.has(id))).toEqual([]);
});

it('have each difference in docs/fidelity.md', () => {
  const rows = readFileSync(join(ROOT, 'docs/fidelity.md'), 'utf8');
  expect(TEXT_DIFFERENCES.map(({ id }) => id).filter((id) => !rows.includes(`| \`${id}\` `))).toEqual([]);
});
