import { caseOf, type Family } from '../case.ts';
import { crossed, FILTERS, NUMBER_TESTS, ODD_NUMBER_TESTS } from './crossed.ts';
import { ALL_SUBJECTS, NUMBERS, OTHERS, tableOf, TEXTS } from './subjects.ts';

/** ColumnLength: code points of texts. */
export const lengths: Family = {
  name: 'lengths',
  cases: [
    ...ALL_SUBJECTS.map((subject) =>
      caseOf(
        `lengths/${subject.name}`,
        tableOf(subject),
        crossed(['ColumnLength "v"'], ['> 0', '<= 2', '= 1', '!= 1']),
      ),
    ),
    ...[...NUMBERS, ...OTHERS].map((subject) =>
      caseOf(
        `lengths/shares of ${subject.name}`,
        tableOf(subject),
        crossed(['ColumnLength "v"'], ['in [0, 1, 4]', 'not in [4]', 'not between 4 and 9', 'in [10, 19, 24]']),
      ),
    ),
    ...TEXTS.map((subject) =>
      caseOf(`lengths/operators on ${subject.name}`, tableOf(subject), [
        ...crossed(
          ['ColumnLength "v"'],
          [
            ...NUMBER_TESTS,
            '= 0',
            '!= 0',
            'in [0, 1]',
            'not in [0]',
            'between -1 and 2',
            'not between 0 and 2',
            'not between -1 and 2',
          ],
        ),
        ...crossed(
          ['ColumnLength "v" > 0', 'ColumnLength "v" <= 2', 'ColumnLength "v" in [1, 2]', 'ColumnLength "v" = 1'],
          FILTERS,
        ),
        'ColumnLength "V" > 0',
        'ColumnLength "missing" > 0',
      ]),
    ),
    // There a rule shows the metrics of its neighbours, too: alone it shows its own.
    ...NUMBER_TESTS.map((test) =>
      caseOf(`lengths/alone ${test}`, tableOf({ name: '', type: 'string', values: ['a', 'bb', 'dddd'] }), [
        `ColumnLength "v" ${test}`,
      ]),
    ),
    ...TEXTS.slice(0, 2).map((subject) =>
      caseOf(
        `lengths/odd operands on ${subject.name}`,
        tableOf(subject),
        crossed(['ColumnLength "v"'], [...ODD_NUMBER_TESTS, '= 1.5', '= 1.0']),
      ),
    ),
  ],
};
