import { caseOf, type Family } from '../case.ts';
import { crossed, FILTERS, NUMBER_TESTS, ODD_NUMBER_TESTS } from './crossed.ts';
import { ALL_SUBJECTS, NUMBERS, tableOf } from './subjects.ts';

const FILTERED = {
  columns: [
    ['k', 'int'],
    ['v', 'double'],
    ['t', 'string'],
    ['d', 'date'],
  ],
  rows: [
    [1, '1.5', 'a', '2023-01-01'],
    [2, 'NaN', 'bb', '1969-12-31'],
    [3, null, null, null],
    [4, '2.5', '', '2021-01-01'],
  ],
} as const;

/** RowCount, Completeness and IsComplete. */
export const completeness: Family = {
  name: 'completeness',
  cases: [
    ...ALL_SUBJECTS.map((subject) =>
      caseOf(`completeness/${subject.name}`, tableOf(subject), [
        'IsComplete "v"',
        'IsComplete "missing"',
        ...crossed(['Completeness "v"'], ['> 0.5', '= 1', '!= 1', 'between 0.4 and 0.9', 'in [0.5, 0.75]']),
        ...crossed(['IsComplete "v"', 'Completeness "v" >= 0.7'], FILTERS),
        ...crossed(['RowCount'], ['= 4', '> 3', '!= 4', ...FILTERS.map((filter) => `> 1 ${filter}`)]),
      ]),
    ),
    ...NUMBERS.slice(0, 4).map((subject) =>
      caseOf(`completeness/operators on ${subject.name}`, tableOf(subject), [
        ...crossed(['RowCount', 'Completeness "v"'], [...NUMBER_TESTS, ...ODD_NUMBER_TESTS]),
        ...crossed(
          ['RowCount'],
          ['= 4', '= 4.0', '!= 4', '> 3.5', 'between 3 and 5', 'in [4]', '= 2 * 2', '= 8 / 2 + 0', '> - 1'],
        ),
        ...crossed(['Completeness "v"'], ['= 0.6666666666666666', '> 0.6', 'between 0.5 and 0.7', '= 2 / 3']),
      ]),
    ),
  ],
};

/** A bad `where` fails every rule of its scan there, so each is asked alone. */
export const filters: Family = {
  name: 'filters',
  cases: [
    ...[
      'nothing = 1',
      'k >',
      'k',
      'v',
      "v = 'x'",
      '1 = 1',
      '1 = 0',
      'null',
      'true',
      'k = 1 or',
      "t like 'a%'",
      "t rlike '^a'",
      'k in (1, 2)',
      'k between 1 and 2',
      't is not null and k <> 2',
      't <=> null',
      'k == 1',
      '`k` > 1',
      'length(t) > 1',
      'k % 2 = 0',
      'cast(t as int) > 1',
      "t > 'a'",
      'v > 1.5',
      'not (k = 1)',
      "d > '2020-01-01'",
      "d > date '2020-01-01'",
      'isnan(v)',
      'K > 1',
      'count(*) > 1',
      'exists (select 1)',
      'k > (select 1)',
      'k > 1; select 1',
      '-- comment',
      'k > 1 -- comment',
      'k / 2 = 1',
      'k div 2 = 1',
      "upper(t) = 'A'",
      'coalesce(t, "none") = "none"',
    ].map((where) => caseOf(`filters/${where}`, FILTERED, filteredRules(where))),
    ...['IsComplete "t"', 'Entropy "t" > 0', 'ColumnValues "k" in [1]', 'RowCount > 0', 'CustomSql "select 1" = 1'].map(
      (rule) => caseOf(`filters/empty for ${rule}`, FILTERED, [`${rule} where ""`]),
    ),
    caseOf('filters/a bad one beside others', FILTERED, [
      'IsComplete "k" where "nothing = 1"',
      'IsComplete "t"',
      'RowCount > 1',
      'IsUnique "k"',
      'Entropy "t" > 0',
      'ColumnValues "k" > 0',
      'ColumnExists "k"',
      'DistinctValuesCount "t" > 0',
    ]),
  ],
};

function filteredRules(where: string): string[] {
  const filter = `where "${where.replaceAll('"', '\\"')}"`;
  return [
    `RowCount > 1 ${filter}`,
    `Completeness "t" > 0.6 ${filter}`,
    `IsUnique "k" ${filter}`,
    `ColumnValues "k" in [1, 3] ${filter}`,
    `Mean "k" > 1 ${filter}`,
    `DistinctValuesCount "t" > 1 ${filter}`,
  ];
}
