import { caseOf, type CaseTable, type Cell, type Family } from '../case.ts';
import { crossed, NUMBER_TESTS, ODD_NUMBER_TESTS } from './crossed.ts';
import { ALL_SUBJECTS, tableOf } from './subjects.ts';

const PAIRS: Readonly<Record<string, readonly (readonly [Cell, Cell])[]>> = {
  rises: [
    ['1', '2'],
    ['2', '4'],
    ['3', '6.5'],
  ],
  falls: [
    ['1', '6'],
    ['2', '4'],
    ['3', '2'],
  ],
  'one pair': [['1', '2']],
  'two pairs': [
    ['1', '2'],
    ['5', '3'],
  ],
  'no pair': [],
  'no complete pair': [
    ['1', null],
    [null, '2'],
  ],
  'nulls between': [
    ['1', '2'],
    [null, '100'],
    ['3', null],
    ['4', '9'],
    ['5', '1'],
    [null, null],
  ],
  constant: [
    ['1', '2'],
    ['1', '3'],
    ['1', '7'],
  ],
  'both constant': [
    ['1', '2'],
    ['1', '2'],
  ],
  NaN: [
    ['1', '2'],
    ['NaN', '3'],
    ['2', '4'],
  ],
  Infinity: [
    ['1', '2'],
    ['Infinity', '3'],
    ['2', '4'],
  ],
  large: [
    ['1e200', '1e200'],
    ['-1e200', '3'],
    ['5', '1e200'],
  ],
  offset: [
    ['1000000001', '5'],
    ['1000000002', '6'],
    ['1000000004', '9'],
  ],
};

/** Pearson's correlation of two columns. */
export const correlation: Family = {
  name: 'correlation',
  cases: [
    ...Object.entries(PAIRS).map(([name, pairs]) =>
      caseOf(`correlation/pairs: ${name}`, tableOfPairs(pairs), [
        ...crossed(['ColumnCorrelation "a" "b"', 'ColumnCorrelation "b" "a"'], ['> 0.5', 'between -2 and 0.9', '!= 1']),
        'ColumnCorrelation "a" "a" = 1',
        'ColumnCorrelation "k" "b" > 0.5',
        'ColumnCorrelation "a" "b" > 0.5 where "k > 1"',
        'ColumnCorrelation "a" "b" > 0.5 where "k > 100"',
        'ColumnCorrelation "a" "b" > 0.5 where "a is null"',
      ]),
    ),
    ...ALL_SUBJECTS.map((subject) =>
      caseOf(`correlation/${subject.name}`, tableOf(subject), [
        'ColumnCorrelation "k" "v" > 0.5',
        'ColumnCorrelation "v" "k" <= 0.5',
        'ColumnCorrelation of "v" and "v" >= 0.99',
        'ColumnCorrelation "v" "missing" > 0',
        'ColumnCorrelation "missing" "absent" > 0',
        'ColumnCorrelation "K" "V" > 0',
      ]),
    ),
    caseOf(
      'correlation/operators',
      tableOfPairs(PAIRS['rises'] ?? []),
      crossed(['ColumnCorrelation "a" "b"'], [...NUMBER_TESTS, ...ODD_NUMBER_TESTS]),
    ),
  ],
};

function tableOfPairs(pairs: readonly (readonly [Cell, Cell])[]): CaseTable {
  return {
    columns: [
      ['k', 'int'],
      ['a', 'double'],
      ['b', 'double'],
    ],
    rows: pairs.map((pair, index) => [index + 1, ...pair]),
  };
}
