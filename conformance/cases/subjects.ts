import type { CaseTable, Cell } from '../case.ts';

/** A column of values that rules are tried on. */
export interface Subject {
  readonly name: string;
  readonly type: string;
  readonly values: readonly Cell[];
}

/** The subject as column `v`, beside `k`, which counts the rows from 1. */
export function tableOf({ type, values }: Subject, column = 'v'): CaseTable {
  return {
    columns: [
      ['k', 'int'],
      [column, type],
    ],
    rows: values.map((value, index) => [index + 1, value]),
  };
}

export const NUMBERS: readonly Subject[] = [
  subject('ints', 'int', [3, 1, 2, 2]),
  subject('ints with nulls', 'int', [null, 3, 1, null, 2, 3]),
  subject('ints all null', 'int', [null, null, null]),
  subject('ints, no row', 'int', []),
  subject('one int', 'int', [7]),
  subject('one null int', 'int', [null]),
  subject('equal ints', 'int', [5, 5, 5]),
  subject('zeros', 'int', [0, 0, 5, -1, 0]),
  subject('negative ints', 'int', [-3, -1, -2, -2]),
  subject('extreme ints', 'int', [2147483647, -2147483648, 0, 1]),
  subject('tinyints', 'tinyint', [127, -128, 0, null]),
  subject('smallints', 'smallint', [32767, -32768, 1, 1]),
  subject('bigints', 'bigint', ['9007199254740993', '9007199254740992', '1', null]),
  subject('extreme bigints', 'bigint', ['9223372036854775807', '-9223372036854775808', '0']),
  subject('largest bigints', 'bigint', ['9223372036854775807', '9223372036854775806', '9223372036854775807']),
  subject('decimals', 'decimal(10,2)', ['1.50', '1.50', '-0.25', null, '0.00']),
  subject('decimals of 38 digits', 'decimal(38,0)', [
    '99999999999999999999999999999999999999',
    '-99999999999999999999999999999999999999',
    '12345678901234567890123456789012345678',
    '1',
  ]),
  subject('fine decimals', 'decimal(38,18)', ['0.000000000000000001', '12345678901234567890.5', '0.1', null]),
  subject('decimals all null', 'decimal(10,2)', [null, null]),
  subject('floats', 'float', ['0.1', '0.2', '0.7', '16777217']),
  subject('float NaN', 'float', ['0.1', 'NaN', null]),
  subject('doubles', 'double', ['0.1', '0.2', '0.3', '0.6']),
  subject('doubles with nulls', 'double', ['1.5', null, '-2.25', null, '1e10']),
  subject('NaN among doubles', 'double', ['1', 'NaN', '3', null]),
  subject('all NaN', 'double', ['NaN', 'NaN']),
  subject('Infinity', 'double', ['1', 'Infinity', '2']),
  subject('both infinities', 'double', ['Infinity', '-Infinity', '2', null]),
  subject('minus zero', 'double', ['-0.0', '0.0', '-0.0']),
  subject('only minus zero', 'double', ['-0.0']),
  subject('huge doubles', 'double', ['1e308', '1e308', '-1e308']),
  subject('tiny doubles', 'double', ['4.9e-324', '1e-300', '0']),
  subject('large offset', 'double', ['1000000000.1', '1000000000.2', '1000000000.4']),
];

export const TEXTS: readonly Subject[] = [
  subject('texts', 'string', ['a', 'bb', 'bb', 'ccc']),
  subject('empty texts', 'string', ['', 'a', null, '', 'b']),
  subject('only empty texts', 'string', ['', '']),
  subject('white space', 'string', [' ', '\t', '  x ', '\n', null, '', '   ', '\u00A0']),
  subject('numbers as text', 'string', ['1', '2', '10', 'x', null, '1.0']),
  subject('beyond ASCII', 'string', ['é', '😀', 'e\u0301', '中文', '👩‍👩‍👧']),
  subject('texts that say null', 'string', ['NullValue', null, 'NULL', 'null', 'NullValue']),
  subject('texts all null', 'string', [null, null]),
  subject('texts, no row', 'string', []),
  subject('cases', 'string', ['A', 'a', 'b', 'B']),
  subject('quotes', 'string', ["it's", 'say "x"', 'a\\b', '%', '_', 'a.b']),
  subject('dates as text', 'string', ['2023-01-01', '2023-06-15 10:00:00', 'junk', null, '1969-12-31', '2023-1-5']),
  subject('texts of lines', 'string', ['a\nb', 'a', 'b\r\nc']),
];

export const OTHERS: readonly Subject[] = [
  subject('booleans', 'boolean', [true, false, true, null]),
  subject('true', 'boolean', [true, true]),
  subject('booleans all null', 'boolean', [null, null]),
  subject('dates', 'date', ['1969-12-31', '1970-01-01', '2023-06-15', null, '2023-06-15']),
  subject('far dates', 'date', ['0001-01-01', '9999-12-31', '1582-10-15']),
  subject('dates all null', 'date', [null]),
  subject('dates, no row', 'date', []),
  subject('timestamps', 'timestamp', [
    '1969-12-31 23:59:59.999999',
    '2023-06-15 10:00:00',
    null,
    '2023-06-15 10:00:00',
  ]),
  subject('timestamps, no row', 'timestamp', []),
  subject('structs', 'struct<a:int,b:string>', [{ a: 1, b: 'x' }, null, { a: null, b: '😀' }, { a: 1, b: 'x' }]),
  subject('arrays', 'array<int>', [[1, 2], [], null, [1, 2]]),
  subject('bytes', 'binary', ['00ff', '', null, '00ff']),
];

export const ALL_SUBJECTS: readonly Subject[] = [...NUMBERS, ...TEXTS, ...OTHERS];

/** The subjects of these names, in this order. */
export function named(names: readonly string[]): readonly Subject[] {
  return names.map((name) => {
    const found = ALL_SUBJECTS.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no subject ${name}`);
    return found;
  });
}

function subject(name: string, type: string, values: readonly Cell[]): Subject {
  return { name, type, values };
}
