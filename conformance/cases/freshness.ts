import { caseOf, type Cell, type Family } from '../case.ts';
import { ALL_SUBJECTS, tableOf } from './subjects.ts';

/** Far from now either way, so that the answer does not hang on the second. */
const TIMES: Readonly<Record<string, readonly [type: string, values: readonly Cell[]]>> = {
  'past dates': ['date', ['1999-01-01', '2001-06-15']],
  'future dates': ['date', ['2999-01-01', '2999-06-15']],
  'past and future dates': ['date', ['1969-12-31', '2999-06-15', '2001-01-01']],
  'dates and null': ['date', ['1999-01-01', null, '2999-01-01']],
  'past timestamps': ['timestamp', ['1999-01-01 10:00:00', '1969-12-31 23:59:59.5']],
  'future timestamps': ['timestamp', ['2999-01-01 10:00:00']],
  'timestamps and null': ['timestamp', ['1999-01-01 10:00:00', null, '2999-01-01 00:00:00', '2999-01-02 00:00:00']],
  text: ['string', ['1999-01-01', '2999-01-01 10:00:00', 'junk', '', null, '1999-01-01T10:00:00Z']],
  'past texts': ['string', ['1999-01-01', '1999-06']],
};

const TESTS = [
  '< 10 days',
  '<= 100 hours',
  '> 10 days',
  '>= 1 hours',
  '= 0 hours',
  '!= 5 days',
  'between 1 days and 100 days',
  'not between 1 days and 100 days',
  'in [1 days, 2 hours]',
  'not in [1 days, 2 hours]',
  '> 90 minutes',
];

const FILTERS = ['where "k > 1"', 'where "k > 100"', 'where "v is null"'];

export const freshness: Family = {
  name: 'freshness',
  cases: [
    ...Object.entries(TIMES).map(([name, [type, values]]) =>
      caseOf(`freshness/${name}`, tableOf({ name, type, values }), [
        ...TESTS.map((test) => `DataFreshness "v" ${test}`),
        ...FILTERS.map((filter) => `DataFreshness "v" < 10 days ${filter}`),
        ...FILTERS.map((filter) => `DataFreshness "v" > 10 days ${filter}`),
      ]),
    ),
    ...ALL_SUBJECTS.map((subject) =>
      caseOf(`freshness/${subject.name}`, tableOf(subject), [
        'DataFreshness "v" > 100 days',
        'DataFreshness "v" <= 1 hours',
        'DataFreshness "v" != 5 days where "k > 1"',
        'DataFreshness "v" not between 1 days and 3 days where "k > 100"',
      ]),
    ),
    caseOf('freshness/missing', tableOf({ name: '', type: 'date', values: ['1999-01-01'] }), [
      'DataFreshness "missing" > 1 days',
      'DataFreshness "V" > 1 days',
    ]),
    caseOf('freshness/bad filter', tableOf({ name: '', type: 'date', values: ['1999-01-01'] }), [
      'DataFreshness "v" > 1 days where "nothing > 1"',
    ]),
  ],
};
