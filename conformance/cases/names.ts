import { caseOf, type CaseTable, type Family } from '../case.ts';
import { NUMBER_TESTS } from './crossed.ts';

/** Names that need care, each a column of whole numbers. */
const NAMES = [
  'order id',
  "it's",
  'naïve',
  '😀',
  'a.b',
  'select',
  'Rules',
  'UPPER',
  '1st',
  'a`b',
  'tab\there',
  'a-b',
  '$v',
  'a"b',
  ' ',
  'back\\slash',
];

const PATTERNS = ['.*', '[a-z]+', '^[a-z]+$', 'a|b', '^a', 'z$', '\\\\d', '(?i)^upper$', '(?=a)', '', '[a-z]*'];

/** Rules on names and number of columns. */
export const names: Family = {
  name: 'names',
  cases: [
    caseOf('names/patterns on plain names', table(['a', 'b', 'ab', 'c1']), PATTERNS.map(named)),
    caseOf('names/patterns on odd names', table(NAMES), PATTERNS.map(named)),
    caseOf('names/patterns on one name', table(['z']), PATTERNS.map(named)),
    caseOf('names/no column', { columns: [], rows: [] }, [
      ...PATTERNS.map(named),
      'ColumnCount = 0',
      'ColumnExists "a"',
    ]),
    ...['[', '(', '*', 'a{2', '(?<x'].map((pattern) =>
      caseOf(`names/bad pattern ${pattern}`, table(['a', 'b']), [named(pattern)]),
    ),
    caseOf('names/existence', table(['a', 'B', ...NAMES]), [
      ...['a', 'A', 'b', 'B', 'missing', '', ...NAMES.filter((name) => !/["\\]/.test(name))].map(
        (name) => `ColumnExists "${name}"`,
      ),
      'ColumnExists "a\\"b"',
      'ColumnExists "back\\\\slash"',
      'ColumnExists a',
      'ColumnExists a.b',
    ]),
    caseOf(
      'names/count',
      table(['a', 'b']),
      NUMBER_TESTS.map((test) => `ColumnCount ${test}`),
    ),
    caseOf('names/count of none', { columns: [], rows: [] }, [
      'ColumnCount = 0',
      'ColumnCount > 0',
      'ColumnCount != NULL',
    ]),
    caseOf('names/odd counts', table(['a', 'b']), [
      'ColumnCount = NULL',
      'ColumnCount > last()',
      'ColumnCount in [NULL, 2]',
      'ColumnCount = 2.0',
      'ColumnCount > 1.5',
    ]),
  ],
};

/** A ruleset for each kind of name would end where one rule ends it: names are tried one by one. */
export const namedColumns: Family = {
  name: 'named-columns',
  cases: [...NAMES, 'A'].map((name) => {
    const quoted = name.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
    const written = name === 'A' ? 'a' : quoted;
    return caseOf(
      `named-columns/${name}`,
      {
        columns: [
          [name, 'int'],
          ['t', 'string'],
        ],
        rows: [
          [1, 'a'],
          [2, 'b'],
          [2, null],
        ],
      },
      [
        `IsComplete "${written}"`,
        `Completeness "${written}" > 0.5`,
        `Uniqueness "${written}" > 0.1`,
        `Uniqueness "${written}" "t" > 0.1`,
        `IsUnique "${written}"`,
        `IsPrimaryKey "${written}"`,
        `UniqueValueRatio "${written}" > 0.1`,
        `DistinctValuesCount "${written}" = 2`,
        `DuplicateRowCount "${written}" = 2`,
        `Entropy "${written}" > 0.1`,
        `Mean "${written}" > 1`,
        `Sum "${written}" > 1`,
        `StandardDeviation "${written}" > 0.1`,
        `Variance "${written}" > 0.1`,
        `Skewness "${written}" > 0.1`,
        `Kurtosis "${written}" < 0.1`,
        `Range "${written}" = 1`,
        `ZerosCount "${written}" = 0`,
        `InterquartileRange "${written}" > 0.1`,
        `ColumnLength "${written}" = 1`,
        `ColumnCorrelation "${written}" "${written}" > 0.5`,
        `ColumnValues "${written}" > 0`,
        `ColumnValues "${written}" in [1, 2]`,
        `ColumnValues "${written}" between 0 and 3`,
        `ColumnValues "${written}" = NULL`,
        `ColumnDataType "${written}" = "Integer"`,
        `DataFreshness "${written}" < 10 days`,
        `AggregateMatch "sum(${written})" "sum(${written})" = 1`,
        `ColumnExists "${written}"`,
      ],
    );
  }),
};

function named(pattern: string): string {
  return `ColumnNamesMatchPattern "${pattern}"`;
}

function table(columns: readonly string[]): CaseTable {
  return { columns: columns.map((name) => [name, 'int']), rows: [columns.map(() => 1)] };
}
