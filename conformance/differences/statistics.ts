import type { Cell } from '../case.ts';
import { columnOf, hasRule, type Difference, type Occurrence } from './difference.ts';

/** What Deequ 2.1.0 does with statistics of columns. */
export const statisticsDifferences: readonly Difference[] = [
  {
    id: 'entropy-where',
    fields: ['outcome', 'metrics', 'reason'],
    explains: (found) => hasRule(found, ['Entropy'], ({ where }) => where !== undefined),
  },
  {
    id: 'duplicates-of-nothing',
    fields: ['rows'],
    explains: (found) => hasRule(found, ['DuplicateRowCount']) && found.real === null,
  },
  {
    id: 'large-offset',
    fields: ['metrics', 'reason'],
    explains: (found) =>
      hasRule(found, MOMENTS, (rule) =>
        rule.parameters.some((_, index) => isFarFromZero(columnOf(found.case, rule, index)?.values ?? [])),
      ) && agree(found, 1e-4),
  },
  {
    id: 'ratios-of-large-sums',
    fields: ['outcome', 'metrics', 'reason'],
    explains: (found) =>
      hasRule(found, ['AggregateMatch']) &&
      found.case.primary.columns.some(([, type]) => type === 'bigint' || type.startsWith('decimal(38,')),
  },
  {
    id: 'squares-beyond-double',
    fields: ['outcome', 'metrics', 'reason'],
    explains: (found) =>
      hasRule(found, MOMENTS) &&
      Object.values(found.there?.[3] ?? {}).includes('NaN') &&
      found.case.primary.rows.some((row) => row.some((cell) => Math.abs(Number(cell)) > 1e154)),
  },
  {
    id: 'last-digits',
    fields: ['metrics', 'reason'],
    explains: (found) =>
      hasRule(found, [...MOMENTS, 'Mean', 'InterquartileRange', 'Entropy', 'AggregateMatch']) && agree(found, 1e-9),
  },
  {
    id: 'sign-of-nothing',
    fields: ['outcome'],
    explains: (found) => {
      const numbers = [found.real, found.ours].flatMap(numbersIn);
      const areNothing = numbers.length > 0 && numbers.every((value) => Math.abs(value) < NOTHING);
      return hasRule(found, ['ColumnCorrelation', 'Skewness']) && areNothing;
    },
  },
  {
    id: 'sums-beyond-64-bits',
    fields: ['outcome', 'metrics', 'reason'],
    explains: (found) =>
      hasRule(found, ['Sum', 'Mean'], (rule) => {
        const { type = '', values = [] } = columnOf(found.case, rule) ?? {};
        const sum = values.reduce<number>((before, value) => before + Math.abs(Number(value)), 0);
        return (type === 'bigint' && sum >= 2 ** 63) || (type.startsWith('decimal(38,') && sum >= 1e20);
      }),
  },
];

const MOMENTS = ['Variance', 'StandardDeviation', 'Skewness', 'Kurtosis', 'ColumnCorrelation'];

/** What rounding alone may leave of a zero. */
const NOTHING = 1e-12;

/** Whether the values are a million times as large as their spread. */
function isFarFromZero(values: readonly Cell[]): boolean {
  const numbers = values.filter((value) => value !== null).map(Number);
  const [least, greatest] = [Math.min(...numbers), Math.max(...numbers)];
  return numbers.length > 1 && greatest - least < Math.max(Math.abs(least), Math.abs(greatest)) / 1e6;
}

/** Whether both sides say the same but for digits of their numbers. */
function agree({ real, ours }: Occurrence, relative: number): boolean {
  const [there, here] = [numbersIn(real), numbersIn(ours)];
  return (
    withoutNumbers(real) === withoutNumbers(ours) &&
    there.every((value, index) => {
      const other = here[index] ?? Number.NaN;
      return Math.abs(value - other) <= Math.max(NOTHING, relative * Math.max(Math.abs(value), Math.abs(other)));
    })
  );
}

const NUMBERS = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

function numbersIn(side: unknown): number[] {
  return (JSON.stringify(side).match(NUMBERS) ?? []).map(Number);
}

function withoutNumbers(side: unknown): string {
  return JSON.stringify(side).replaceAll(NUMBERS, '#');
}
