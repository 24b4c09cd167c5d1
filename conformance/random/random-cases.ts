import fc from 'fast-check';
import { caseOf, type Case } from '../case.ts';
import { randomRule } from './random-rules.ts';
import { caseTable, randomReference, randomTable } from './random-tables.ts';

/** Rulesets of rules that nobody thought of, the same ones for a seed. */
export function randomCases(count: number, seed: number): readonly Case[] {
  return fc.sample(random, { numRuns: count, seed }).map((each, index) => each(`random/${seed}-${index}`));
}

const random: fc.Arbitrary<(id: string) => Case> = randomTable.chain((table) =>
  fc
    .tuple(fc.array(randomRule(table), { minLength: RULES, maxLength: RULES, size: 'max' }), randomReference(table))
    .map(
      ([rules, reference]) =>
        (id: string) =>
          caseOf(id, caseTable(table), rules, { references: { ref: caseTable(reference) } }),
    ),
);

/** Rules of a case: a few, since one that ends the run there has all of them asked again, each alone. */
const RULES = 8;
