import { caseOf, type Family } from '../case.ts';

const TABLE = {
  columns: [
    ['k', 'int'],
    ['v', 'int'],
    ['t', 'string'],
  ],
  rows: [
    [1, 3, 'a'],
    [2, null, 'bb'],
    [3, 3, null],
    [4, 9, ''],
  ],
} as const;

const MEMBERS = [
  'IsComplete "k"',
  'IsComplete "v"',
  'IsUnique "v"',
  'ColumnValues "v" > 2',
  'ColumnValues "t" in ["a", "bb"]',
  'ColumnLength "t" <= 2',
  'RowCount > 3',
  'Mean "v" > 10',
  'ColumnExists "nope"',
  'Completeness "t" > 0.7 where "k > 1"',
  'CustomSql "select k from primary where v > 2"',
  'Sum "missing" > 1',
  'DistinctValuesCount "v" = 3',
];

/** Rules joined by `and` and `or`: outcome, reasons, metrics, and verdicts on rows. */
export const composites: Family = {
  name: 'composites',
  cases: [
    ...MEMBERS.map((first) =>
      caseOf(
        `composites/${first}`,
        TABLE,
        MEMBERS.flatMap((second) =>
          first === second ? [] : [`(${first}) and (${second})`, `(${first}) or (${second})`],
        ),
      ),
    ),
    ...[TABLE, { ...TABLE, rows: [] }].map((table, index) =>
      caseOf(`composites/nested ${index}`, table, [
        '((IsComplete "k") and (IsComplete "v")) or (IsUnique "k")',
        '((IsComplete "k") or (IsComplete "v")) and (IsUnique "v")',
        '(IsComplete "k") and (IsComplete "v") and (IsUnique "k")',
        '(IsComplete "k") or (IsComplete "v") or (IsUnique "v")',
        '(RowCount > 1) and ((Mean "v" > 100) or (ColumnValues "k" < 9))',
        '(IsComplete "k") and (IsComplete "k")',
        '(IsComplete "v") or (IsComplete "v")',
        '((ColumnValues "v" > 2) or (ColumnValues "t" = "a")) and ((ColumnLength "t" < 9) or (RowCount = 0))',
        'RowCount > 1 and RowCount < 9',
        'RowCount > 1 or RowCount < 0 and RowCount > 8',
        '(ColumnValues "v" in [3] with threshold > 0.4) and (IsComplete "k")',
        '(IsComplete "k" where "k > 1") and (ColumnValues "v" > 1 where "k = 1")',
        '(ZerosCount "v" = 0) and (Entropy "t" > 0) or (Skewness "v" > 100)',
        '(RowCount > last()) or (RowCount > 1)',
      ]),
    ),
    caseOf('composites/twice', TABLE, [
      'IsComplete "v"',
      'IsComplete   "v"',
      '(IsComplete "v") and (IsComplete "k")',
      'IsComplete v',
      'IsComplete "V"',
    ]),
  ],
};
