import fc from 'fast-check';
import type { TinyTable } from '../judged.ts';

const COLUMNS = 'n integer, s varchar, x double, d date';

/** Tables with NULL, NaN, infinities and texts that are numbers. */
export const anyTable: fc.Arbitrary<TinyTable> = tableOf(
  fc.constantFrom('null', '0', '1', '2', '3', '-3'),
  fc.constantFrom('null', "''", "'  '", "'a'", "'B'", "'ab'", "'1'", "'1.0'"),
  fc.constantFrom('null', "'nan'", "'-0.0'", '0.5', '2', "'inf'"),
  fc.constantFrom('null', "'2023-06-14'", "'2023-06-15'", "'2023-06-16'"),
);

/** Tables with a value in every cell, on which every rule can be measured and every filter matches every row. */
export const fullTable: fc.Arbitrary<TinyTable> = tableOf(
  fc.constantFrom('1', '2', '7'),
  fc.constantFrom("''", "'a'", "'ab'"),
  fc.constantFrom('0.5', '2'),
  fc.constant("'2023-06-15'"),
).filter(({ rows }) => rows.length > 0);

function tableOf(...cells: readonly fc.Arbitrary<string>[]): fc.Arbitrary<TinyTable> {
  const row = fc.tuple(...cells).map((values) => values.join(', '));
  const rows = fc.oneof(fc.array(row, { minLength: 1, maxLength: 1 }), fc.array(row, { maxLength: 5 }));
  return rows.map((values) => ({ columns: COLUMNS, rows: values }));
}

const number = fc.constantFrom('0', '0', '1', '1', '2', '3', '-1', '0.5', '1 / 0', 'NULL');
const atom = fc.constantFrom('0', '1', '2', '3', '-1', '0.5', 'NULL');
const day = fc.constantFrom('"2023-06-14"', '"2023-06-15"', '"2023-06-16"', 'NULL');
const age = fc.constantFrom('0 hours', '24 hours', '1 days', '720 minutes');
const text = fc.constantFrom('"a"', '"B"', '"1"', '"1.0"', 'EMPTY', 'WHITESPACES_ONLY', 'NULL', '"  "');

function ordered(operand: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const pair = fc.tuple(operand, operand);
  return fc.oneof(
    fc.tuple(fc.constantFrom('>', '>=', '<', '<=', '=', '!='), operand).map((parts) => parts.join(' ')),
    fc.tuple(fc.constantFrom('between', 'not between'), pair).map(([word, [a, b]]) => `${word} ${a} and ${b}`),
    listed(operand),
  );
}

function listed(operand: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom('in', 'not in'), operand, operand).map(([word, a, b]) => `${word} [${a}, ${b}]`);
}

const texts = fc.oneof(
  fc.tuple(fc.constantFrom('=', '!='), text).map((parts) => parts.join(' ')),
  listed(text),
);

/** Rules on one thing, so that many of them contradict or imply each other. */
interface Theme {
  /** Each a type with its parameters, and its condition. */
  readonly kinds: readonly (readonly [start: string, condition: fc.Arbitrary<string>])[];
  readonly takesThreshold?: true;
}

const none = fc.constant('');
const THEMES: readonly Theme[] = [
  { kinds: [['RowCount', ordered(number)]] },
  { kinds: [['DuplicateRowCount', ordered(number)]] },
  {
    kinds: [
      ['Completeness "n"', ordered(number)],
      ['IsComplete n', none],
      ['ColumnValues "n"', ordered(atom)],
      ['IsPrimaryKey "N"', none],
    ],
  },
  {
    kinds: [
      ['Uniqueness "n" "s"', ordered(number)],
      ['IsUnique "s" "n"', none],
      ['IsPrimaryKey "n" "s"', none],
      ['Completeness "s"', ordered(number)],
    ],
  },
  ...['n', 'x'].map((name) => ({
    kinds: [[`ColumnValues "${name}"`, ordered(atom)] as const],
    takesThreshold: true as const,
  })),
  ...['n', 's'].map((name) => ({ kinds: [[`ColumnValues "${name}"`, texts] as const], takesThreshold: true as const })),
  { kinds: [['ColumnValues "d"', ordered(day)]], takesThreshold: true },
  { kinds: [['ColumnLength "s"', ordered(atom)]] },
  { kinds: [['DataFreshness "d"', ordered(age)]] },
  { kinds: [['ColumnDataType "s" = "Integer"', none]], takesThreshold: true },
  { kinds: [['ColumnCorrelation "n" "x"', ordered(number)]] },
  { kinds: [['CustomSql "select count(n) from primary"', ordered(number)]] },
  ...(
    'UniqueValueRatio DistinctValuesCount Entropy Mean Sum StandardDeviation Variance Range ZerosCount ' +
    'InterquartileRange Skewness Kurtosis'
  )
    .split(' ')
    .flatMap((type) => ['n', 'x'].map((name) => ({ kinds: [[`${type} "${name}"`, ordered(number)] as const] }))),
];

const where = fc.constantFrom('', '', ' where "n > 0"');
const threshold = fc.constantFrom('', '', ' with threshold > 0.5', ' with threshold < 0.5', ' with threshold > 1');

/** Rules of one theme, most of them with the same filter. */
export const themedRules: fc.Arbitrary<string[]> = fc
  .tuple(fc.constantFrom(...THEMES), where)
  .chain(([theme, usual]) => fc.array(ruleOf(theme, usual), { minLength: 8, maxLength: 16, size: 'max' }));

function ruleOf({ kinds, takesThreshold }: Theme, usual: string): fc.Arbitrary<string> {
  const filter = fc.constantFrom(usual, usual, usual, '', ' where "n > 99"');
  return fc
    .tuple(fc.constantFrom(...kinds), filter, takesThreshold === true ? threshold : none)
    .chain(([[start, condition], own, asked]) =>
      condition.map((written) => {
        const takesWhere = !start.startsWith('CustomSql');
        return `${start} ${written}${takesWhere ? own : ''}${asked}`.replaceAll('  ', ' ');
      }),
    );
}
