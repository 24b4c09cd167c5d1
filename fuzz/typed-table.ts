import fc from 'fast-check';
import { id } from '../src/duckdb/sql.ts';
import type { TinyTable } from '../test/quality/judged.ts';

/** A table and the names of its columns. */
export interface NamedTable extends TinyTable {
  readonly names: readonly string[];
}

interface TypedColumn {
  readonly name: string;
  readonly type: string;
  readonly cell: fc.Arbitrary<string>;
}

function columnsOf(): fc.Arbitrary<TypedColumn[]> {
  const name = fc.oneof(
    fc.constantFrom(
      'a',
      'b',
      'id',
      'Amount',
      'a b',
      'a.b',
      'a"b',
      "it's",
      'select',
      'primary',
      'é',
      '🙂',
      '`x`',
      '{c}',
    ),
    fc.string({ minLength: 1, maxLength: 5 }).filter((text) => !text.includes('\0')),
  );
  const column = fc.tuple(name, fc.constantFrom(...TYPES)).map(([own, [type, cell]]) => ({ name: own, type, cell }));
  return fc.uniqueArray(column, { minLength: 1, maxLength: 4, selector: (each) => each.name.toLowerCase() });
}

const anyText = fc.oneof(
  fc.constantFrom('', ' ', 'a', 'A', '1', '1.0', 'NaN', '2023-06-15', 'true', 'null', '\n', 'é', '🙂', "'", '"'),
  fc.string({ maxLength: 6 }).filter((text) => !text.includes('\0')),
);
const literal = anyText.map((text) => `'${text.replaceAll("'", "''")}'`);

/** Values as SQL; NULL may stand for each. */
const TYPES: readonly (readonly [type: string, cell: fc.Arbitrary<string>])[] = [
  ...integers('tinyint', -128n, 127n),
  ...integers('integer', -(2n ** 31n), 2n ** 31n - 1n),
  ...integers('bigint', -(2n ** 63n), 2n ** 63n - 1n),
  ...integers('hugeint', -(2n ** 127n), 2n ** 127n - 1n),
  ...integers('ubigint', 0n, 2n ** 64n - 1n),
  values('decimal(5,2)', ['0', '1.5', '-1.50', '999.99', '-999.99']),
  values('decimal(38,10)', ['0', '1.0000000001', '9999999999999999999999999999.9999999999', '-0.5']),
  values('float', ["'nan'", "'inf'", "'-inf'", "'-0.0'", '0', '1.5', '3.4e38']),
  values('double', ["'nan'", "'inf'", "'-inf'", "'-0.0'", '0', '0.1', '1e308', '-1e308', '5e-324', '9007199254740993']),
  ['varchar', nullable(literal)],
  values('boolean', ['true', 'false']),
  values('date', ["'2023-06-15'", "'1969-12-31'", "'0001-01-01'", "'9999-12-31'", "'infinity'", "'1900-02-28'"]),
  values('timestamp', ["'2023-06-15 12:34:56.789'", "'1969-12-31 23:59:59.999999'", "'-infinity'", "'9999-12-31'"]),
  values('timestamptz', ["'2023-06-15 12:34:56+02'", "'1969-12-31 00:00:00+00'", "'infinity'"]),
  values('timestamp_ns', ["'2023-06-15 12:34:56.123456789'", "'1970-01-01'"]),
  values('time', ["'00:00:00'", "'23:59:59.999999'"]),
  values('interval', ["'1 day'", "'-3 months'", "'0 seconds'"]),
  values('uuid', ["'00000000-0000-0000-0000-000000000000'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'"]),
  values('blob', ["''", String.raw`'\x00\xFF'`]),
  values('json', [`'{"a": [1, null]}'`, `'1'`, `'""'`]),
  values("enum('x', 'y', '')", ["'x'", "''"]),
  values('bit', ["'101'", "'0'"]),
  values('integer[]', ['[]', '[1, null, 2]']),
  values('varchar[2]', ["['a', null]"]),
  values('struct(a integer, "b c" varchar)', ["{'a': 1, 'b c': 'x'}", "{'a': null, 'b c': null}"]),
  values('map(varchar, integer)', ["map {'k': 1}", 'map {}']),
  values('union(n integer, s varchar)', ['union_value(n := 1)', "union_value(s := 'a')"]),
];

/** Tables of a few columns of any type and name, and of a few rows: extremes, NULL, and texts of any kind among them. */
export const typedTable: fc.Arbitrary<NamedTable> = columnsOf().chain((columns) =>
  fc.array(fc.tuple(...columns.map(({ cell }) => cell)), { maxLength: 6 }).map((rows) => ({
    names: columns.map(({ name }) => name),
    columns: columns.map(({ name, type }) => `${id(name).text} ${type}`).join(', '),
    rows: rows.map((row) => row.join(', ')),
  })),
);

function integers(type: string, least: bigint, greatest: bigint): [string, fc.Arbitrary<string>][] {
  const edges = [least, greatest, 0n, 1n, least < 0n ? -1n : 2n];
  return [
    [type, nullable(fc.oneof(fc.constantFrom(...edges), fc.bigInt(least, greatest)).map((value) => `(${value})`))],
  ];
}

function values(type: string, texts: readonly string[]): [string, fc.Arbitrary<string>] {
  return [type, nullable(fc.constantFrom(...texts))];
}

function nullable(cell: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: 1, arbitrary: fc.constant('null') }, { weight: 4, arbitrary: cell });
}
