import { caseOf, type CaseTable, type Family } from '../case.ts';
import { tableOf } from './subjects.ts';

/** Two datasets side by side: counts and schemas. */
export const counts: Family = {
  name: 'reference-counts',
  cases: [
    ...[
      ['three of three', 3, 3],
      ['two of three', 2, 3],
      ['three of two', 3, 2],
      ['none of two', 0, 2],
      ['two of none', 2, 0],
      ['none of none', 0, 0],
    ].map(([name, rows, others]) =>
      caseOf(
        `reference-counts/${name}`,
        ints(Number(rows)),
        [
          ...[
            '= 1',
            '!= 1',
            '> 0.5',
            '>= 1',
            '< 1',
            '<= 1',
            'between 0 and 1',
            'not between 0 and 1',
            'in [1, 1.5]',
            'not in [1]',
          ].map((test) => `RowCountMatch "ref" ${test}`),
          'RowCountMatch "absent" = 1',
          'RowCountMatch "REF" = 1',
          'RowCountMatch "ref" > last()',
        ],
        { references: { ref: ints(Number(others)) } },
      ),
    ),
    ...Object.entries(SCHEMAS()).map(([name, [columns, others]]) =>
      caseOf(
        `reference-counts/schema: ${name}`,
        { columns, rows: [columns.map(() => null)] },
        ['= 1', '= 1.0', '> 0.5', '< 1', 'between 0.4 and 0.6', '!= 0', 'in [0, 1]'].map(
          (test) => `SchemaMatch "ref" ${test}`,
        ),
        { references: { ref: { columns: others, rows: [] } } },
      ),
    ),
    caseOf('reference-counts/absent schema', ints(1), ['SchemaMatch "absent" = 1', 'SchemaMatch "REF" = 1'], {
      references: { ref: ints(1) },
    }),
  ],
};

type Columns = CaseTable['columns'];

function SCHEMAS(): Readonly<Record<string, readonly [Columns, Columns]>> {
  return {
    same: [
      [
        ['a', 'int'],
        ['b', 'string'],
      ],
      [
        ['a', 'int'],
        ['b', 'string'],
      ],
    ],
    'other order': [
      [
        ['a', 'int'],
        ['b', 'string'],
      ],
      [
        ['b', 'string'],
        ['a', 'int'],
      ],
    ],
    'other case': [
      [
        ['a', 'int'],
        ['b', 'string'],
      ],
      [
        ['A', 'int'],
        ['B', 'string'],
      ],
    ],
    'int and bigint': [
      [
        ['a', 'int'],
        ['b', 'string'],
      ],
      [
        ['a', 'bigint'],
        ['b', 'string'],
      ],
    ],
    'double and decimal': [
      [
        ['a', 'double'],
        ['b', 'string'],
      ],
      [
        ['a', 'decimal(10,2)'],
        ['b', 'string'],
      ],
    ],
    'decimals of other scale': [[['a', 'decimal(10,2)']], [['a', 'decimal(10,3)']]],
    'date and timestamp': [
      [
        ['a', 'date'],
        ['b', 'timestamp'],
      ],
      [
        ['a', 'timestamp'],
        ['b', 'date'],
      ],
    ],
    'fewer columns': [
      [['a', 'int']],
      [
        ['a', 'int'],
        ['b', 'string'],
      ],
    ],
    'more columns': [
      [
        ['a', 'int'],
        ['b', 'string'],
      ],
      [['a', 'int']],
    ],
    'other names': [
      [
        ['a', 'int'],
        ['b', 'string'],
      ],
      [
        ['c', 'int'],
        ['d', 'string'],
      ],
    ],
    structs: [[['s', 'struct<a:int,b:string>']], [['s', 'struct<a:int,b:string>']]],
    'structs of other fields': [[['s', 'struct<a:int,b:string>']], [['s', 'struct<a:int,c:string>']]],
    arrays: [
      [
        ['s', 'array<int>'],
        ['t', 'array<int>'],
      ],
      [
        ['s', 'array<int>'],
        ['t', 'array<string>'],
      ],
    ],
    'odd names': [
      [
        ['a b', 'int'],
        ['a.b', 'int'],
        ['😀', 'int'],
      ],
      [
        ['a b', 'int'],
        ['a.b', 'int'],
        ['😀', 'string'],
      ],
    ],
    'no column': [[], []],
    'no column here': [[], [['a', 'int']]],
  };
}

function ints(rows: number): CaseTable {
  return tableOf({ name: '', type: 'int', values: Array.from({ length: rows }, () => 1) });
}
