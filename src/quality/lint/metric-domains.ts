import { after, before, LEAST, MOST, numberSet, type NumberSet } from './number-set.ts';

/** What a metric can be, on any data. */
export interface Domain {
  readonly possible: NumberSet;
  /** On data without NaN. */
  readonly usual: NumberSet;
  /** Without what only the rounding of doubles can give. */
  readonly exact: NumberSet;
  readonly whole: boolean;
  /** For messages. */
  readonly text: string;
}

const FROM_0 = [{ from: before(0), to: MOST }];
const COUNT = domain(numberSet(FROM_0), 'a whole number from 0 on', { whole: true });
const SHARE = domain(numberSet([{ from: before(0), to: after(1) }]), 'a number from 0 to 1');
const SPREAD = domain(numberSet(FROM_0, { nan: true }), 'a number from 0 on', { usual: numberSet(FROM_0) });
/** x / 0 and 0 / 0 are there. */
const RATIO_OF_COUNTS = domain(numberSet(FROM_0, { nan: true }), 'a number from 0 on');
const ANY = domain(numberSet([{ from: LEAST, to: MOST }], { nan: true }), 'a number');
/** NaN where a column has one value only. */
const CORRELATION = domain(correlations(1 + 1e-9), 'a number from -1 to 1', { exact: correlations(1) });

/** Shares of rows are of this domain, whatever the condition on a row is. */
export const SHARE_OF_ROWS = SHARE;
/** Lengths of texts, each of which must pass. */
export const LENGTHS = COUNT;

/** The metric of a type that compares one with a number (reference, 2.3). */
export const METRIC_DOMAINS: ReadonlyMap<string, Domain> = new Map([
  ['RowCount', COUNT],
  ['ColumnCount', COUNT],
  ['DistinctValuesCount', COUNT],
  ['DuplicateRowCount', COUNT],
  ['ZerosCount', COUNT],
  ['Completeness', SHARE],
  ['Uniqueness', SHARE],
  ['UniqueValueRatio', SHARE],
  ['ReferentialIntegrity', SHARE],
  ['DatasetMatch', SHARE],
  ['FileUniqueness', SHARE],
  ['SchemaMatch', domain(numberSet(SHARE.possible.intervals, { nan: true }), SHARE.text)],
  ['Entropy', SPREAD],
  ['StandardDeviation', SPREAD],
  ['Variance', SPREAD],
  ['Range', SPREAD],
  ['InterquartileRange', SPREAD],
  ['RowCountMatch', RATIO_OF_COUNTS],
  ['ColumnCorrelation', CORRELATION],
  ['Mean', ANY],
  ['Sum', ANY],
  ['Skewness', ANY],
  ['Kurtosis', ANY],
  ['AggregateMatch', ANY],
  ['CustomSql', ANY],
]);

function correlations(most: number): NumberSet {
  return numberSet([{ from: before(-most), to: after(most) }], { nan: true });
}

function domain(
  possible: NumberSet,
  text: string,
  { usual = possible, exact = possible, whole = false }: Partial<Omit<Domain, 'possible' | 'text'>> = {},
): Domain {
  return { possible, usual, exact, whole, text };
}
