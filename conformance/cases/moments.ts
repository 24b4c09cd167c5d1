import { caseOf, type Family } from '../case.ts';
import { crossed, FILTERS, NUMBER_TESTS, ODD_NUMBER_TESTS } from './crossed.ts';
import { ALL_SUBJECTS, NUMBERS, tableOf } from './subjects.ts';

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

/** Aggregates of one numeric column. */
export const moments: Family = {
  name: 'moments',
  cases: [
    ...ALL_SUBJECTS.map((subject) =>
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
