import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../conformance/answer.ts';
import type { Family } from '../../conformance/case.ts';
import { conformity, describe as lineOf, type Conformity } from '../../conformance/conform.ts';
import { DIFFERENCES } from '../../conformance/differences.ts';
import { FAMILIES } from '../../conformance/families.ts';
import { fingerprint, readGoldens } from '../../conformance/goldens.ts';
import { judgeOurs } from '../../conformance/ours.ts';

const ROOT = join(import.meta.dirname, '../..');
const GOLDENS = join(ROOT, 'conformance/goldens');
const SHOWN = 20;
const MINUTES = 120_000;

describe('the cases', () => {
  const cases = FAMILIES.flatMap((family) => family.cases);

  it('are more than a thousand rulesets, each with a name of its own', () => {
    expect(cases.length).toBeGreaterThan(1_000);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it.each(FAMILIES)('of $name are those that Deequ was asked', async ({ name, cases: asked }) => {
    const goldens = await readGoldens(GOLDENS, name);
    const stored = [...goldens].map(([id, golden]) => [id, golden.asked]);
    expect(stored).toEqual(asked.map((each) => [each.id, fingerprint(each)]));
  });
});

describe('we answer as Deequ 2.1.0, but for what docs/fidelity.md lists', () => {
  it.each(FAMILIES)(
    '$name',
    async (family) => {
      const { unexplained } = await conformityOf(family);
      expect(unexplained.slice(0, SHOWN).map(lineOf).join('\n'), `${unexplained.length} discrepancies`).toBe('');
    },
    MINUTES,
  );

  it(
    'and each of those is still met',
    async () => {
      const met = new Set<string>();
      for (const family of FAMILIES) for (const id of (await conformityOf(family)).explained.keys()) met.add(id);
      expect(DIFFERENCES.map(({ id }) => id).filter((id) => !met.has(id))).toEqual([]);
    },
    MINUTES,
  );

  it('and each of those is a row of docs/fidelity.md', () => {
    const rows = readFileSync(join(ROOT, 'docs/fidelity.md'), 'utf8');
    expect(DIFFERENCES.map(({ id }) => id).filter((id) => !rows.includes(`| \`${id}\` `))).toEqual([]);
  });
});

const found = new Map<string, Promise<Conformity>>();

/** Each family is judged once, by whichever test is first. */
function conformityOf(family: Family): Promise<Conformity> {
  const known = found.get(family.name) ?? judgeFamily(family);
  found.set(family.name, known);
  return known;
}

async function judgeFamily({ name, cases }: Family): Promise<Conformity> {
  const ours = new Map<string, Answer>();
  for await (const [{ id }, answer] of judgeOurs(cases)) ours.set(id, answer);
  return conformity(cases, await readGoldens(GOLDENS, name), ours);
}
