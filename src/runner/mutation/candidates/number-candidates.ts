import type { ColumnProfile, NumberProfile } from './column-profile.ts';
import { whereThere, quoted } from './dqdl-text.ts';
import { roundedDown, roundedUp } from './round-outward.ts';

/** How many standard errors a metric of other clean data may lie off. */
const ERRORS = 5;

/** Rules on numbers: where they begin and end, their mean and their spread. */
export function numberCandidates(profile: ColumnProfile): string[] {
  const { numbers, column, present } = profile;
  if (numbers === undefined) return [];
  const name = quoted(column.name);
  const there = whereThere(profile);
  return [
    ...boundRules(numbers).map((bound) => `ColumnValues ${name} ${bound}${there}`),
    ...momentRules(numbers, present).map(([type, bounds]) => `${type} ${name} ${bounds}`),
    ...(numbers.least > 0 ? [`ZerosCount ${name} = 0`] : []),
  ];
}

/** 0 is a natural bound; others leave a tenth of the span for values to come. */
function boundRules({ least, greatest }: NumberProfile): string[] {
  const spare = (greatest - least) * 0.1 || Math.abs(greatest) * 0.1 || 1;
  const highest = roundedUp(greatest + spare);
  const lowest = roundedDown(least - spare);
  const upper = `< ${highest}`;
  if (least > 0) return ['> 0', upper, `between 0 and ${highest}`, `between ${lowest} and ${highest}`];
  if (least === 0) return ['>= 0', upper, `between -1 and ${highest}`];
  return [`> ${lowest}`, upper, `between ${lowest} and ${highest}`];
}

/**
 * The standard error of a mean is the deviation over the root of the number of values; that of a deviation is it times
 * the root of (kurtosis + 2) / 4n.
 */
function momentRules({ mean, deviation, kurtosis }: NumberProfile, present: number): [type: string, bounds: string][] {
  if (deviation === 0 || present < 2) return [];
  const ofMean = (ERRORS * deviation) / Math.sqrt(present);
  const ofDeviation = ERRORS * deviation * Math.sqrt((Math.max(0, kurtosis) + 2) / (4 * present));
  return [
    ['Mean', between(mean - ofMean, mean + ofMean)],
    ['StandardDeviation', between(Math.max(0, deviation - ofDeviation), deviation + ofDeviation)],
  ];
}

function between(from: number, to: number): string {
  return `between ${roundedDown(from, 5)} and ${roundedUp(to, 5)}`;
}
