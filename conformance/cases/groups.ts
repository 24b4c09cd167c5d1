import { caseOf, type CaseTable, type Family } from '../case.ts';
import { crossed, FILTERS, NUMBER_TESTS, ODD_NUMBER_TESTS } from './crossed.ts';
import { named, NUMBERS, tableOf, TEXTS } from './subjects.ts';

const RATIOS = ['Uniqueness', 'UniqueValueRatio', 'Entropy', 'DistinctValuesCount', 'DuplicateRowCount'];
const FLAGS = ['IsUnique', 'IsPrimaryKey'];

/** Each grouping is a run of its own there, so that not every column is tried. */
const GROUPED = [
  'ints with nulls',
  'ints all null',
  'ints, no row',
  'one null int',
  'tinyints',
  'extreme bigints',
  'decimals',
  'fine decimals',
  'float NaN',
  'doubles',
  'NaN among doubles',
  'both infinities',
  'minus zero',
  'texts',
  'empty texts',
  'white space',
  'texts that say null',
  'texts all null',
  'texts, no row',
  'cases',
  'booleans',
  'dates',
  'timestamps',
  'structs',
  'arrays',
  'bytes',
];
const FILTERED = [
  'ints with nulls',
  'ints all null',
  'decimals',
  'NaN among doubles',
  'minus zero',
  'empty texts',
  'texts that say null',
  'texts, no row',
  'booleans',
  'timestamps',
  'structs',
];

const PAIRS: CaseTable = {
  columns: [
    ['k', 'int'],
    ['a', 'int'],
    ['b', 'string'],
    ['c', 'double'],
  ],
  rows: [
    [1, 1, 'x', '0.0'],
    [2, 1, 'y', '-0.0'],
    [3, 1, 'x', 'NaN'],
    [4, null, 'x', 'NaN'],
    [5, null, 'x', null],
    [6, null, null, null],
    [7, null, null, null],
    [8, 2, null, '1'],
    [9, 2, '', '1'],
    [10, 3, ' ', '1'],
  ],
};

/** Rules on groups of equal values. */
export const groups: Family = {
  name: 'groups',
  cases: [
    ...named(GROUPED).map((subject) =>
      caseOf(`groups/${subject.name}`, tableOf(subject), [
        ...crossed(
          RATIOS.map((type) => `${type} "v"`),
          ['> 0.5', 'between 0.2 and 0.9', '!= 1'],
        ),
        ...FLAGS.map((type) => `${type} "v"`),
        'IsPrimaryKey "k" "v"',
        'IsUnique "k" "v"',
        'Uniqueness "k" "v" > 0.9',
        'DuplicateRowCount = 0',
        'DuplicateRowCount "k" "v" = 0',
      ]),
    ),
    ...named(FILTERED).map((subject) =>
      caseOf(`groups/filters on ${subject.name}`, tableOf(subject), [
        ...crossed(
          RATIOS.map((type) => `${type} "v" > 0.5`),
          FILTERS,
        ),
        ...crossed(
          FLAGS.map((type) => `${type} "v"`),
          FILTERS,
        ),
      ]),
    ),
    ...pairCases('pairs', PAIRS),
    ...pairCases('pairs, no row', { ...PAIRS, rows: [] }),
    ...pairCases('pairs all null', {
      ...PAIRS,
      rows: [
        [1, null, null, null],
        [2, null, null, null],
      ],
    }),
    ...pairCases('one pair', { ...PAIRS, rows: [[1, 1, 'x', '1']] }),
    caseOf('groups/operators on ints', tableOf(pick(NUMBERS, 'ints')), operators()),
    caseOf('groups/operators on texts', tableOf(pick(TEXTS, 'texts that say null')), operators()),
    caseOf(
      'groups/odd operands',
      tableOf(pick(NUMBERS, 'ints')),
      crossed(
        RATIOS.map((type) => `${type} "v"`),
        ODD_NUMBER_TESTS,
      ),
    ),
  ],
};

function pairCases(name: string, table: CaseTable): Family['cases'] {
  const keys = ['"a" "b"', '"b" "a"', '"a" "c"', '"a" "b" "c"', '"a"', '"A" "B"', '"a" "missing"'];
  return [
    caseOf(`groups/${name}`, table, [
      ...crossed(
        ['Uniqueness'],
        keys.map((key) => `${key} > 0.5`),
      ),
      ...crossed(FLAGS, keys),
      ...crossed(
        ['DuplicateRowCount'],
        keys.map((key) => `${key} = 2`),
      ),
      'DuplicateRowCount = 0',
    ]),
    caseOf(`groups/filters on ${name}`, table, [
      ...crossed(
        [
          'Uniqueness "a" "b" > 0.5',
          'IsUnique "a" "b"',
          'IsPrimaryKey "a" "b"',
          'DuplicateRowCount "a" "b" = 2',
          'DuplicateRowCount = 0',
        ],
        ['where "k > 3"', 'where "k > 100"', 'where "a is null"', `where "b = 'x'"`],
      ),
    ]),
  ];
}

function operators(): string[] {
  return crossed(
    RATIOS.map((type) => `${type} "v"`),
    [...NUMBER_TESTS, '= 1', '= 0.5', '> 0.3 + 0.1', 'in [0.5, 1]'],
  );
}

function pick<T extends { readonly name: string }>(subjects: readonly T[], name: string): T {
  const found = subjects.find((subject) => subject.name === name);
  if (found === undefined) throw new Error(`no subject ${name}`);
  return found;
}
