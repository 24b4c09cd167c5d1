import type { ColumnProfile } from './column-profile.ts';
import { quoted } from './dqdl-text.ts';

/** How many standard errors a share of other clean data may lie off. */
const ERRORS = 5;
/** Texts and numbers of few kinds have a mix that can be told. */
const MOST_KINDS = 50;

/** Rules on what is there: no value missing, or not more than now, and the mix of the values. */
export function presenceCandidates(profile: ColumnProfile): string[] {
  const { column, present, rows, kind, distinct, entropy, entropyVariance } = profile;
  const name = quoted(column.name);
  const complete = present === rows ? [`IsComplete ${name}`] : [];
  const share = present / rows;
  const least = share - ERRORS * Math.sqrt((share * (1 - share)) / rows) - 0.0001;
  const partly = present < rows && least > 0 ? [`Completeness ${name} > ${floored(least)}`] : [];
  const isMix = (kind === 'text' || kind === 'integer' || kind === 'boolean') && distinct > 1 && distinct <= MOST_KINDS;
  const spare = ERRORS * Math.sqrt(entropyVariance / present) + distinct / present + 0.0001;
  const mix = isMix ? [`Entropy ${name} between ${floored(entropy - spare)} and ${floored(entropy + spare)}`] : [];
  return [...complete, ...partly, ...mix];
}

function floored(value: number): string {
  return String(Math.max(0, Math.floor(value * 10_000)) / 10_000);
}
