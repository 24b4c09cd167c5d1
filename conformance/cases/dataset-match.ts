import { caseOf, type CaseTable, type Family } from '../case.ts';
import { NUMBER_TESTS, ODD_NUMBER_TESTS } from './crossed.ts';
import { ALL_SUBJECTS, tableOf } from './subjects.ts';
import { triple } from './triple.ts';

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
