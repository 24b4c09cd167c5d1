import { caseOf, type Family } from '../case.ts';
import { crossed, FILTERS, NUMBER_TESTS, ODD_NUMBER_TESTS } from './crossed.ts';
import { named, NUMBERS, tableOf } from './subjects.ts';

const TYPES = [
  'Mean',
  'Sum',
  'StandardDeviation',
  'Variance',
  'Skewness',
  'Kurtosis',
  'Range',
  'ZerosCount',
  'InterquartileRange',
].map((type) => `${type} "v"`);

/** Columns that are no numbers. */
const OTHER_COLUMNS = ['texts', 'numbers as text', 'texts, no row', 'booleans', 'dates', 'timestamps', 'structs'];

/** Aggregates of one numeric column. */
export const moments: Family = {
  name: 'moments',
  cases: [
    ...[...NUMBERS, ...named(OTHER_COLUMNS)].map((subject) =>
      caseOf(`moments/${subject.name}`, tableOf(subject), [
        ...crossed(TYPES, ['> 0.5', 'between -10 and 10', 'not in [0, 2]']),
        ...crossed(
          TYPES,
          FILTERS.slice(0, 3).map((filter) => `>= 0.5 ${filter}`),
        ),
      ]),
    ),
    ...NUMBERS.slice(0, 2).map((subject) =>
      caseOf(`moments/operators on ${subject.name}`, tableOf(subject), crossed(TYPES, NUMBER_TESTS)),
    ),
    ...NUMBERS.slice(0, 3).map((subject) =>
      caseOf(`moments/odd operands on ${subject.name}`, tableOf(subject), crossed(TYPES, ODD_NUMBER_TESTS)),
    ),
  ],
};
