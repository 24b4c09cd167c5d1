import { caseOf, type CaseTable, type Cell, type Family } from '../case.ts';
import { NUMBER_TESTS, ODD_NUMBER_TESTS } from './crossed.ts';
import { ALL_SUBJECTS, tableOf } from './subjects.ts';

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

const KEYS: Readonly<Record<string, readonly [here: readonly Cell[], there: readonly Cell[]]>> = {
  'all found': [
    [1, 2, 2],
    [1, 2, 3],
  ],
  'one missing': [
    [1, 2, 4],
    [1, 2, 3],
  ],
  'none found': [
    [7, 8],
    [1, 2],
  ],
  'nulls here': [
    [1, null, 2],
    [1, 2],
  ],
  'nulls both sides': [
    [1, null, 2],
    [1, 2, null],
  ],
  'all null': [
    [null, null],
    [1, null],
  ],
  'duplicates there': [
    [1, 2],
    [1, 1, 2, 2],
  ],
  'no row here': [[], [1, 2]],
  'no row there': [[1, 2], []],
  'no row anywhere': [[], []],
};

/** ReferentialIntegrity, of one key and of two. */
export const integrity: Family = {
  name: 'referential-integrity',
  cases: [
    ...Object.entries(KEYS).map(([name, [here, there]]) =>
      caseOf(
        `referential-integrity/${name}`,
        keyed(here),
        [
          ...['= 1', '> 0.5', '!= 1', 'between 0.3 and 0.9', '<= 0.5', 'in [0, 1]'].map(
            (test) => `ReferentialIntegrity "id" "ref.id" ${test}`,
          ),
          'ReferentialIntegrity "id" "ref.{id}" = 1',
          'ReferentialIntegrity "id,t" "ref.{id,t}" > 0.5',
          'ReferentialIntegrity "id, t" "ref.{id, t}" > 0.5',
          'ReferentialIntegrity "t,id" "ref.{id,t}" > 0.5',
          'ReferentialIntegrity "t" "ref.t" = 1',
          'ReferentialIntegrity "ID" "ref.ID" = 1',
          'ReferentialIntegrity "id" "ref.missing" = 1',
          'ReferentialIntegrity "missing" "ref.id" = 1',
          'ReferentialIntegrity "id" "absent.id" = 1',
          'ReferentialIntegrity "id" "ref" = 1',
          'ReferentialIntegrity "id" "ref.{id,t}" = 1',
          'ReferentialIntegrity "id,id" "ref.{id,id}" = 1',
        ],
        { references: { ref: keyed(there) } },
      ),
    ),
    ...ALL_SUBJECTS.map((subject) =>
      caseOf(
        `referential-integrity/${subject.name}`,
        tableOf(subject),
        [
          'ReferentialIntegrity "v" "ref.v" = 1',
          'ReferentialIntegrity "k,v" "ref.{k,v}" > 0.5',
          'ReferentialIntegrity "k" "ref.v" > 0.5',
          'ReferentialIntegrity "v" "ref.k" > 0.5',
        ],
        { references: { ref: tableOf({ ...subject, values: subject.values.toReversed().slice(1) }) } },
      ),
    ),
  ],
};

const MATCHES: Readonly<Record<string, readonly [CaseTable['rows'], CaseTable['rows']]>> = {
  same: [
    [
      [1, 'a', '1.5'],
      [2, 'b', '2.5'],
    ],
    [
      [1, 'a', '1.5'],
      [2, 'b', '2.5'],
    ],
  ],
  'other order': [
    [
      [1, 'a', '1.5'],
      [2, 'b', '2.5'],
    ],
    [
      [2, 'b', '2.5'],
      [1, 'a', '1.5'],
    ],
  ],
  'one value differs': [
    [
      [1, 'a', '1.5'],
      [2, 'b', '2.5'],
    ],
    [
      [1, 'a', '1.5'],
      [2, 'c', '2.5'],
    ],
  ],
  'a row is missing there': [
    [
      [1, 'a', '1.5'],
      [2, 'b', '2.5'],
      [3, 'c', '0'],
    ],
    [
      [1, 'a', '1.5'],
      [2, 'b', '2.5'],
    ],
  ],
  'a row is missing here': [
    [[1, 'a', '1.5']],
    [
      [1, 'a', '1.5'],
      [2, 'b', '2.5'],
    ],
  ],
  'equal keys here': [
    [
      [1, 'a', '1.5'],
      [1, 'b', '2.5'],
    ],
    [
      [1, 'a', '1.5'],
      [2, 'b', '2.5'],
    ],
  ],
  'equal keys there': [
    [
      [1, 'a', '1.5'],
      [2, 'b', '2.5'],
    ],
    [
      [1, 'a', '1.5'],
      [1, 'a', '1.5'],
    ],
  ],
  'null key here': [
    [
      [1, 'a', '1.5'],
      [null, 'b', '2.5'],
    ],
    [
      [1, 'a', '1.5'],
      [2, 'b', '2.5'],
    ],
  ],
  'null key there': [
    [[1, 'a', '1.5']],
    [
      [1, 'a', '1.5'],
      [null, 'b', '2.5'],
    ],
  ],
  'null values': [
    [
      [1, null, '1.5'],
      [2, 'b', null],
    ],
    [
      [1, null, '1.5'],
      [2, null, 'b'],
    ].map(([k, t]) => [k ?? null, t ?? null, null]),
  ],
  'nulls against nulls': [
    [
      [1, null, null],
      [2, null, '2'],
    ],
    [
      [1, null, null],
      [2, null, '2'],
    ],
  ],
  'NaN and minus zero': [
    [
      [1, 'a', 'NaN'],
      [2, 'b', '-0.0'],
    ],
    [
      [1, 'a', 'NaN'],
      [2, 'b', '0.0'],
    ],
  ],
  'no row here': [[], [[1, 'a', '1.5']]],
  'no row there': [[[1, 'a', '1.5']], []],
  'no row anywhere': [[], []],
};

/** DatasetMatch: rows that are the same on both sides. */
export const matches: Family = {
  name: 'dataset-match',
  cases: [
    ...Object.entries(MATCHES).map(([name, [here, there]]) =>
      caseOf(
        `dataset-match/${name}`,
        triple(here),
        [
          ...['= 1', '> 0.4', '< 1', 'between 0.2 and 0.9'].map((test) => `DatasetMatch "ref" "id" ${test}`),
          'DatasetMatch "ref" "id->id" = 1',
          'DatasetMatch "ref" "ID" = 1',
          'DatasetMatch "ref" "id" "t" = 1',
          'DatasetMatch "ref" "id" "t->t" = 1',
          'DatasetMatch "ref" "id" "t,d" = 1',
          'DatasetMatch "ref" "id" "d,t" = 1',
          'DatasetMatch "ref" "id" "t->t,d->d" = 1',
          'DatasetMatch "ref" "id,t" = 1',
          'DatasetMatch "ref" "id, t" "d" = 1',
          'DatasetMatch "ref" "t,id" "d" = 1',
          'DatasetMatch "ref" "missing" = 1',
          'DatasetMatch "ref" "id" "missing" = 1',
          'DatasetMatch "absent" "id" = 1',
          'DatasetMatch "ref" "id->missing" = 1',
        ],
        { references: { ref: triple(there) } },
      ),
    ),
    caseOf(
      'dataset-match/other names',
      triple([
        [1, 'a', '1.5'],
        [2, 'b', '2.5'],
      ]),
      [
        'DatasetMatch "ref" "id->key" "t->text" = 1',
        'DatasetMatch "ref" "id->key" "t->text,d->number" = 1',
        'DatasetMatch "ref" "id->key" = 1',
        'DatasetMatch "ref" "id" = 1',
        'DatasetMatch "ref" "id -> key" "t -> text" = 1',
      ],
      {
        references: {
          ref: {
            columns: [
              ['key', 'int'],
              ['text', 'string'],
              ['number', 'double'],
            ],
            rows: [
              [1, 'a', '1.5'],
              [2, 'b', '9'],
            ],
          },
        },
      },
    ),
    caseOf(
      'dataset-match/other types',
      triple([
        [1, 'a', '1.5'],
        [2, 'b', '2.0'],
      ]),
      ['DatasetMatch "ref" "id" = 1', 'DatasetMatch "ref" "id" "t" = 1', 'DatasetMatch "ref" "id" "d" = 1'],
      {
        references: {
          ref: {
            columns: [
              ['id', 'bigint'],
              ['t', 'string'],
              ['d', 'decimal(10,1)'],
            ],
            rows: [
              ['1', 'a', '1.5'],
              ['2', 'b', '2.0'],
            ],
          },
        },
      },
    ),
    caseOf(
      'dataset-match/more columns there',
      triple([
        [1, 'a', '1.5'],
        [2, 'b', '2.0'],
      ]),
      ['DatasetMatch "ref" "id" = 1', 'DatasetMatch "ref" "id" "t" = 1'],
      {
        references: {
          ref: {
            columns: [
              ['id', 'int'],
              ['t', 'string'],
              ['d', 'double'],
              ['e', 'int'],
            ],
            rows: [
              [1, 'a', '1.5', 1],
              [2, 'b', '2.0', 2],
            ],
          },
        },
      },
    ),
    ...ALL_SUBJECTS.map((subject) =>
      caseOf(
        `dataset-match/${subject.name}`,
        tableOf(subject),
        ['DatasetMatch "ref" "k" = 1', 'DatasetMatch "ref" "k" "v" = 1', 'DatasetMatch "ref" "v" = 1'],
        {
          references: {
            ref: tableOf({
              ...subject,
              values: [...subject.values.slice(0, 1), ...subject.values.slice(1).toReversed()],
            }),
          },
        },
      ),
    ),
    caseOf(
      'dataset-match/operators',
      triple([[1, 'a', '1']]),
      [...NUMBER_TESTS, ...ODD_NUMBER_TESTS].map((test) => `DatasetMatch "ref" "id" ${test}`),
      {
        references: { ref: triple([[1, 'a', '1']]) },
      },
    ),
  ],
};

/** AggregateMatch: a sum or mean here against one there. */
export const aggregates: Family = {
  name: 'aggregate-match',
  cases: [
    ...ALL_SUBJECTS.map((subject) =>
      caseOf(
        `aggregate-match/${subject.name}`,
        tableOf(subject),
        ['sum', 'avg'].flatMap((of) => [
          `AggregateMatch "${of}(v)" "${of}(ref.v)" = 1`,
          `AggregateMatch "${of}(v)" "${of}(ref.v)" > 0.5`,
          `AggregateMatch "${of}(k)" "${of}(v)" between 0 and 2`,
          `AggregateMatch "${of}(ref.v)" "${of}(k)" != 1`,
        ]),
        { references: { ref: tableOf({ ...subject, values: subject.values.slice(1) }) } },
      ),
    ),
    caseOf(
      'aggregate-match/forms',
      triple([
        [1, 'a', '1.5'],
        [2, 'b', '2.5'],
      ]),
      [
        'AggregateMatch "sum(d)" "sum(primary.d)" = 1',
        'AggregateMatch "SUM(d)" "Sum(ref.d)" > 0',
        'AggregateMatch "sum( d )" "sum(ref.d )" > 0',
        'AggregateMatch "avg(id)" "sum(ref.d)" > 0',
        'AggregateMatch "min(d)" "min(ref.d)" > 0',
        'AggregateMatch "count(d)" "count(ref.d)" > 0',
        'AggregateMatch "sum(*)" "sum(ref.*)" > 0',
        'AggregateMatch "sum(d + 1)" "sum(ref.d)" > 0',
        'AggregateMatch "d" "ref.d" > 0',
        'AggregateMatch "sum(missing)" "sum(ref.d)" > 0',
        'AggregateMatch "sum(d)" "sum(ref.missing)" > 0',
        'AggregateMatch "sum(d)" "sum(absent.d)" > 0',
        'AggregateMatch "sum(D)" "sum(ref.D)" > 0',
        'AggregateMatch "sum(d)" "sum(REF.d)" > 0',
        'AggregateMatch "sum(d)" "avg(d)" > 0',
        'AggregateMatch "sum()" "sum(d)" > 0',
        'AggregateMatch "sum(t)" "sum(ref.t)" = 1',
        ...[...NUMBER_TESTS, ...ODD_NUMBER_TESTS].map((test) => `AggregateMatch "sum(id)" "sum(ref.id)" ${test}`),
      ],
      { references: { ref: triple([[1, 'a', '3.5']]) } },
    ),
  ],
};

function ints(rows: number): CaseTable {
  return tableOf({ name: '', type: 'int', values: Array.from({ length: rows }, () => 1) });
}

function keyed(ids: readonly Cell[]): CaseTable {
  return {
    columns: [
      ['id', 'int'],
      ['t', 'string'],
    ],
    rows: ids.map((id) => [id, id === 2 ? null : `t${String(id)}`]),
  };
}

function triple(rows: CaseTable['rows']): CaseTable {
  return {
    columns: [
      ['id', 'int'],
      ['t', 'string'],
      ['d', 'double'],
    ],
    rows,
  };
}
