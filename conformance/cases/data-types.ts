import { caseOf, type Cell, type Family } from '../case.ts';
import { crossed, FILTERS } from './crossed.ts';
import { ALL_SUBJECTS, named, OTHERS, tableOf, TEXTS } from './subjects.ts';

const NAMES = ['Boolean', 'Date', 'Timestamp', 'Integer', 'Double', 'Float', 'Long', 'DECIMAL(5,2)', 'DECIMAL(38,0)'];
const ODD_NAMES = [
  'int',
  'BIGINT',
  'String',
  'INTEGRAL',
  'FRACTIONAL',
  'LONG',
  'double',
  'Decimal( 10 , 2 )',
  'DECIMAL',
  'DECIMAL(39,1)',
  'DECIMAL(2,5)',
  'Short',
  '',
];
const FORMATS = [
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'dd-MM-yyyy',
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'yyyyMMdd',
  'd-M-yyyy',
  'MM-dd-yyyy',
  'dd.MM.yyyy',
];

/** Texts by what they could be. */
const LEXICAL: Readonly<Record<string, readonly Cell[]>> = {
  integers: [
    '1',
    '+5',
    '-20',
    '007',
    '5.',
    '.5',
    '3.7',
    ' 8 ',
    '\t9\n',
    '2147483647',
    '2147483648',
    '-2147483648',
    '-2147483649',
  ],
  'large integers': [
    '9223372036854775807',
    '9223372036854775808',
    '-9223372036854775808',
    '1e3',
    '1_000',
    '0x1F',
    '',
    ' ',
    '-',
    '+',
    '--1',
    '1 2',
    '1L',
  ],
  fractions: [
    '1.5',
    '-0.25',
    '1e3',
    '1E-5',
    '1e400',
    'NaN',
    'nan',
    'Infinity',
    '-inf',
    '+Infinity',
    'inf',
    '1d',
    '1f',
    '1.5D',
    'e5',
    '.',
    '1.2.3',
    '0x1p3',
  ],
  decimals: [
    '123.45',
    '123.455',
    '999.99',
    '999.995',
    '1000',
    '-999.994',
    '1e2',
    '1e-10',
    ' 1.5 ',
    '0.000001',
    '99999999999999999999999999999999999999',
    '1,000',
  ],
  booleans: [
    't',
    'f',
    'y',
    'n',
    'yes',
    'no',
    '1',
    '0',
    'true',
    'false',
    'TRUE',
    'Yes',
    ' true ',
    'on',
    'off',
    '2',
    'tru',
    '\tT\n',
  ],
  dates: [
    '2023-01-05',
    '2023-1-5',
    '2023',
    '2023-02',
    '2023-01-01 25:00:00',
    '2023-01-01T00:00:00',
    '2023-02-30',
    '01/02/2023',
    ' 2023-01-05 ',
    '2023-01-05abc',
    '2023/01/05',
    '20230105',
    '0001-01-01',
    '9999-12-31',
    '10000-01-01',
    '+2023-01-01',
    '-0001-01-01',
    '2024-02-29',
    '2023-02-29',
    '2023-13-01',
    '23-01-01',
  ],
  timestamps: [
    '2023-01-05 10:00:00',
    '2023-01-05T10:00:00',
    '2023-01-05T10:00:00Z',
    '2023-01-05 10:00:00.123456',
    '2023-01-05 10:00:00.1234567',
    '10:00:00',
    'T10:00',
    '2023-01-05 10',
    '2023-01-05 10:00',
    '2023-01-05 25:00:00',
    '2023-01-05 10:60:00',
    '2023-01-05 10:00:00+02:00',
    '2023-01-05 10:00:00 Europe/Paris',
    '2023-01-05 10:00:00 UTC',
    '2023',
    '2023-01',
    ' 2023-01-05 10:00:00 ',
    '2023-01-05 24:00:00',
    '2023-1-5 1:2:3',
    '2023-01-05 ',
  ],
  'day and month': [
    '05/01/2023',
    '13/01/2023',
    '01/13/2023',
    '1/2/2023',
    '05-01-2023',
    '2023-01-05',
    '2023/01/05',
    '31/02/2023',
    ' 05/01/2023',
    '05/01/23',
    '05.01.2023',
    '',
    null,
  ],
};

/** The types that a text of such a kind could be. */
const LEXICAL_NAMES: Readonly<Record<string, readonly string[]>> = {
  integers: ['Integer', 'Long', 'Double', 'DECIMAL(5,2)', 'Boolean'],
  'large integers': ['Integer', 'Long', 'Double', 'DECIMAL(38,0)'],
  fractions: ['Double', 'Float', 'Long', 'DECIMAL(5,2)'],
  decimals: ['DECIMAL(5,2)', 'DECIMAL(38,0)', 'Double'],
  booleans: ['Boolean'],
  dates: ['Date', 'Timestamp'],
  timestamps: ['Timestamp', 'Date'],
};

/** One column of each type of number. */
const NUMBER_COLUMNS = [
  'ints',
  'ints with nulls',
  'ints, no row',
  'bigints',
  'extreme bigints',
  'decimals',
  'decimals of 38 digits',
  'floats',
  'NaN among doubles',
  'both infinities',
];

/** ColumnDataType: what Spark's casts take. */
export const dataTypes: Family = {
  name: 'data-types',
  cases: [
    ...[...named(NUMBER_COLUMNS), ...TEXTS, ...OTHERS].map((subject) =>
      caseOf(`data-types/${subject.name}`, tableOf(subject), [
        ...NAMES.map((name) => `ColumnDataType "v" = "${name}"`),
        'ColumnDataType "v" != "Integer"',
        'ColumnDataType "v" = "Integer" with threshold > 0.4',
        'ColumnDataType "v" = "Double" with threshold between 0.2 and 0.9',
        ...FILTERS.map((filter) => `ColumnDataType "v" = "Integer" ${filter}`),
      ]),
    ),
    // One text a table: the metric tells which are taken.
    ...Object.entries(LEXICAL).flatMap(([name, values]) =>
      values.map((value) =>
        caseOf(
          `data-types/${name}: ${JSON.stringify(value)}`,
          tableOf({ name, type: 'string', values: [value] }),
          lexicalRules(name),
        ),
      ),
    ),
    ...[ALL_SUBJECTS[0], ALL_SUBJECTS.find(({ name }) => name === 'numbers as text')].flatMap((subject) =>
      subject === undefined
        ? []
        : [
            caseOf(`data-types/odd names on ${subject.name}`, tableOf(subject), [
              ...ODD_NAMES.map((name) => `ColumnDataType "v" = "${name}"`),
              'ColumnDataType "v" in ["Integer", "Double"]',
              'ColumnDataType "v" not in ["Integer"]',
              'ColumnDataType "v" matches "Int.*"',
              'ColumnDataType "v" = EMPTY',
              'ColumnDataType "V" = "Integer"',
              'ColumnDataType "missing" = "Integer"',
              'ColumnDataType "v" != "Integer" with threshold > 0.4',
              'ColumnDataType "v" != "String"',
            ]),
          ],
    ),
    caseOf('data-types/null for a name', tableOf({ name: '', type: 'int', values: [1] }), [
      'ColumnDataType "v" = NULL',
    ]),
    caseOf('data-types/bad filter', tableOf({ name: '', type: 'int', values: [1, 2] }), [
      'ColumnDataType "v" = "Integer" where "nothing > 1"',
    ]),
  ],
};

function lexicalRules(name: string): string[] {
  if (name === 'day and month') {
    return crossed(
      ['ColumnDataType "v" = "Date"', 'ColumnDataType "v" = "Timestamp"'],
      FORMATS.map((format) => `with format = "${format}"`),
    );
  }
  return (LEXICAL_NAMES[name] ?? NAMES).map((type) => `ColumnDataType "v" = "${type}"`);
}
