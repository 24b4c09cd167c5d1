import { caseOf, type Case, type CaseTable, type Family } from '../case.ts';
import { NUMBER_TESTS, ODD_NUMBER_TESTS } from './crossed.ts';
import { ALL_SUBJECTS, tableOf } from './subjects.ts';

const TABLE: CaseTable = {
  columns: [
    ['k', 'int'],
    ['v', 'double'],
    ['t', 'string'],
  ],
  rows: [
    [1, '1.5', 'a'],
    [2, '-2', 'b'],
    [3, null, null],
    [4, '10', ''],
  ],
};

const SCALARS = [
  'select count(*) from primary',
  'select avg(v) from primary',
  'select sum(k) from primary where v > 0',
  'select max(t) from primary',
  'select null',
  'select true',
  'select false',
  "select '12.5'",
  "select 'twelve'",
  'select 1.50',
  'select k from primary',
  'select k, v from primary where k = 1',
  'select k from primary where k = 1',
  'select k from primary where k > 100',
  'select count(*) as n from primary p join primary q on p.k = q.k',
  'select sum(v) / count(*) from primary',
  'select count(distinct t) from PRIMARY',
  'select cast(99999999999999999999 as decimal(38,0))',
  'select 1 / 0',
  "select double('NaN')",
  'with x as (select k from primary) select count(*) from x',
  'select nothing from primary',
  'select count(*) from nowhere',
  'selec 1',
  '',
  'select count(*) from primary;',
  "select count(*) from primary where t is null or t = 'a'",
  'select max(k) from (select k from primary order by k limit 2) x',
  "select date '2023-01-01'",
];

const ROW_FORMS = [
  'select k from primary where v > 0',
  'select * from primary where v > 0',
  'select k, v from primary',
  'select v from primary',
  'select t from primary where t is null',
  'select k from primary where k > 100',
  'select distinct t from primary',
  'select k as other from primary',
  'select k, 1 as one from primary',
  'select K from primary where k = 1',
  'select nothing from primary',
  'select k from nowhere',
  'selec k',
  'select p.k from primary p where p.v is not null',
  'select k from primary where k in (select max(k) from primary)',
  "select k from primary where t = 'a' union all select k from primary where k = 2",
];

export const customSql: Family = {
  name: 'custom-sql',
  cases: [
    // There all scalar rules of a run show the metric of the last: alone each shows its own.
    ...SCALARS.slice(0, 12).map((query) => caseOf(`custom-sql/alone ${query}`, TABLE, [rule(query, '> 1')])),
    caseOf('custom-sql/a statement that drops', TABLE, [rule('drop table primary', '> 1')]),
    caseOf(
      'custom-sql/scalars',
      TABLE,
      SCALARS.map((query) => rule(query, '> 1')),
    ),
    caseOf(
      'custom-sql/scalars, no row',
      { ...TABLE, rows: [] },
      SCALARS.map((query) => rule(query, '> 1')),
    ),
    caseOf(
      'custom-sql/operators',
      TABLE,
      [...NUMBER_TESTS, ...ODD_NUMBER_TESTS].map((test) => rule('select count(*) from primary where k < 3', test)),
    ),
    caseOf('custom-sql/scalars with threshold', TABLE, [
      rule('select count(*) from primary', '> 1 with threshold > 0.5'),
      rule('select count(*) from primary', '> 10 with threshold > 0.5'),
    ]),
    caseOf(
      'custom-sql/rows',
      TABLE,
      ROW_FORMS.map((query) => rule(query)),
    ),
    caseOf(
      'custom-sql/rows, no row',
      { ...TABLE, rows: [] },
      ROW_FORMS.map((query) => rule(query)),
    ),
    caseOf(
      'custom-sql/rows with threshold',
      TABLE,
      ['> 0.4', '= 0.5', 'between 0.1 and 0.6', '>= 1'].flatMap((test) => [
        rule('select k from primary where v > 0', `with threshold ${test}`),
        rule('select * from primary', `with threshold ${test}`),
      ]),
    ),
    ...ALL_SUBJECTS.map((subject): Case =>
      caseOf(`custom-sql/${subject.name}`, tableOf(subject), [
        rule('select count(v) from primary', '> 2'),
        rule('select max(k) from primary where v is not null', '>= 2'),
        rule('select k, v from primary where k > 1'),
        rule('select k from primary where v is null'),
      ]),
    ),
    caseOf(
      'custom-sql/references',
      TABLE,
      [
        rule('select count(*) from ref', '= 2'),
        rule('select count(*) from primary p join ref r on p.k = r.k', '= 1'),
        rule('select p.k from primary p join ref r on p.k = r.k'),
        rule('select k from ref'),
        rule('select count(*) from ref r left join primary p on p.k = r.k where p.k is null', '= 1'),
      ],
      {
        references: {
          ref: {
            columns: [
              ['k', 'int'],
              ['w', 'int'],
            ],
            rows: [
              [1, 1],
              [9, 2],
            ],
          },
        },
      },
    ),
  ],
};

function rule(query: string, rest = ''): string {
  return `CustomSql "${query.replaceAll('"', '\\"')}"${rest === '' ? '' : ` ${rest}`}`;
}
