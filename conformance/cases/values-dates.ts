import { caseOf, type Family } from '../case.ts';
import { crossed, FILTERS } from './crossed.ts';
import { ALL_SUBJECTS, tableOf } from './subjects.ts';

const TESTS = [
  '= "2023-06-15"',
  '!= "2023-06-15"',
  '> "1970-01-01"',
  '>= "1970-01-01"',
  '< "2023-06-15"',
  '<= "2023-06-15"',
  'between "1969-12-31" and "2023-06-15"',
  'not between "1969-12-31" and "2023-06-15"',
  'in ["2023-06-15", "1969-12-31"]',
  'not in ["2023-06-15", "1969-12-31"]',
  'in ["2023-06-15", NULL]',
  'not in [NULL, "2023-06-15"]',
];

/** Far enough from every date here that the day does not matter. */
const MOVING_TESTS = [
  '< now()',
  '> now()',
  '<= (now() - 100 days)',
  '> (now() - 20000 days)',
  'between (now() - 100000 days) and now()',
  '!= now()',
  '< (now() + 3 hours)',
];

export const dateValues: Family = {
  name: 'date-values',
  cases: [
    ...ALL_SUBJECTS.map((subject) =>
      caseOf(
        `date-values/${subject.name}`,
        tableOf(subject),
        crossed(['ColumnValues "v"'], [...TESTS.slice(0, 3), ...TESTS.slice(6, 10), ...MOVING_TESTS.slice(0, 2)]),
      ),
    ),
    ...ALL_SUBJECTS.filter(({ name }) => /date|timestamp/.test(name)).flatMap((subject) => [
      caseOf(
        `date-values/operators on ${subject.name}`,
        tableOf(subject),
        crossed(['ColumnValues "v"'], [...TESTS, ...MOVING_TESTS]),
      ),
      caseOf(
        `date-values/filters and thresholds on ${subject.name}`,
        tableOf(subject),
        crossed(
          [
            '> "1970-01-01"',
            '!= "2023-06-15"',
            'in ["2023-06-15"]',
            'between "1969-01-01" and "2024-01-01"',
            'not between "1969-12-31" and "2023-06-15"',
          ].map((test) => `ColumnValues "v" ${test}`),
          [...FILTERS, 'with threshold > 0.2', 'with threshold = 0.5', 'with threshold between 0.1 and 0.7'],
        ),
      ),
      caseOf(
        `date-values/odd operands on ${subject.name}`,
        tableOf(subject),
        crossed(
          ['ColumnValues "v"'],
          [
            '= "2023-13-45"',
            '> "2023-02-30"',
            'in ["2023-06-15", "2023-00-01"]',
            '> "0001-01-01"',
            '< "9999-12-31"',
            '> "10:00 AM"',
            '< "23:59"',
            'between "2023-06-15" and "2023-06-15"',
          ],
        ),
      ),
    ]),
  ],
};
