import { caseOf, type Family } from '../case.ts';
import { crossed, FILTERS, NUMBER_TESTS, ODD_NUMBER_TESTS } from './crossed.ts';
import { NUMBERS, OTHERS, tableOf, TEXTS } from './subjects.ts';

const MORE_TESTS = [
  '= 0',
  '!= 0',
  'in [0, 5, -1]',
  'not in [0]',
  '> -1000000',
  '< 1000000',
  '= NULL',
  '!= NULL',
  'in [NULL, 2]',
  'not in [NULL, 2]',
  'in [NULL]',
  'not in [NULL]',
];

/** Operands that a double cannot hold, or hardly. */
const FINE_TESTS = [
  '= 9007199254740993',
  '!= 9007199254740993',
  'in [9007199254740993]',
  '= 9223372036854775807',
  '<= 9223372036854775807',
  '>= -9223372036854775808',
  '< 9223372036854775807',
  '= 0.1',
  'in [0.1, 0.2]',
  'in [0.10, 1.50]',
  '> 0.1',
  '>= 0.1',
  'in [99999999999999999999999999999999999999]',
  '= 99999999999999999999999999999999999999',
  'between 0.1 and 0.7',
];

/** For columns that are no numbers. */
const OTHER_TESTS = [
  '= 2',
  '!= 2',
  '> 1',
  '<= 2',
  'between 1 and 3',
  'not between 1 and 3',
  'in [1, 2]',
  'not in [1, 2]',
  '= NULL',
  '!= NULL',
  'in [NULL, 2]',
  'not in [NULL, 2]',
];

const ALONE = new Set(['booleans', 'dates', 'structs']);

export const numberValues: Family = {
  name: 'number-values',
  cases: [
    ...[...TEXTS, ...OTHERS].map((subject) =>
      caseOf(`number-values/${subject.name}`, tableOf(subject), [
        ...crossed(['ColumnValues "v"'], [...OTHER_TESTS, ...OTHER_TESTS.map((test) => `${test} where "k > 1"`)]),
      ]),
    ),
    ...NUMBERS.map((subject) =>
      caseOf(`number-values/${subject.name}`, tableOf(subject), [
        ...crossed(['ColumnValues "v"'], [...NUMBER_TESTS, ...MORE_TESTS]),
        ...crossed(
          [
            '> 0',
            '<= 2',
            'between 0 and 4',
            'in [1, 2]',
            '!= 2',
            '= 2',
            '!= NULL',
            'not in [2]',
            'not between 1 and 3',
          ].map((test) => `ColumnValues "v" ${test}`),
          FILTERS.slice(1, 3),
        ),
      ]),
    ),
    ...NUMBERS.map((subject) =>
      caseOf(
        `number-values/fine operands on ${subject.name}`,
        tableOf(subject),
        crossed(['ColumnValues "v"'], FINE_TESTS),
      ),
    ),
    // Where types cannot be compared, one rule fails its whole scan there: alone each says its own.
    ...OTHERS.filter(({ name }) => ALONE.has(name)).flatMap((subject) =>
      OTHER_TESTS.map((test) =>
        caseOf(`number-values/${subject.name}, alone ${test}`, tableOf(subject), [`ColumnValues "v" ${test}`]),
      ),
    ),
    // There a rule shows the metrics of its neighbours, too: alone it shows its own.
    ...[...NUMBER_TESTS, ...MORE_TESTS].map((test) =>
      caseOf(`number-values/alone ${test}`, tableOf({ name: '', type: 'int', values: [1, 2, 3] }), [
        `ColumnValues "v" ${test}`,
      ]),
    ),
    ...NUMBERS.slice(0, 2).map((subject) =>
      caseOf(
        `number-values/odd operands on ${subject.name}`,
        tableOf(subject),
        crossed(['ColumnValues "v"'], ODD_NUMBER_TESTS),
      ),
    ),
    ...NUMBERS.slice(0, 3).map((subject) =>
      caseOf(`number-values/thresholds on ${subject.name}`, tableOf(subject), [
        ...crossed(
          [
            'in [1, 2]',
            'not in [1]',
            '!= 1',
            '> 1',
            '= 2',
            'between 0 and 3',
            'not between 0 and 2',
            '= NULL',
            '!= NULL',
          ].map((test) => `ColumnValues "v" ${test}`),
          [
            'with threshold > 0.4',
            'with threshold = 0.75',
            'with threshold between 0.3 and 0.6',
            'where "k > 1" with threshold >= 0.5',
          ],
        ),
        'ColumnValues "missing" in [1] with threshold > 0.1',
      ]),
    ),
    ...[
      ['missing', ['= 1', '> 1', 'in [1]', '!= 1', '= NULL', 'between 1 and 2', 'not between 1 and 2']],
      ['V', ['> 0', 'in [1, 2, 3]', '= NULL', 'between 0 and 9']],
    ].map(([name, tests]) =>
      caseOf(
        `number-values/column ${String(name)}`,
        tableOf({ name: '', type: 'int', values: [1, 2] }),
        crossed([`ColumnValues "${String(name)}"`], Array.isArray(tests) ? tests : []),
      ),
    ),
  ],
};
