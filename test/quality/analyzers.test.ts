import { describe, expect, test } from 'vitest';
import { takesCondition } from '../../src/quality/dqdl/signature.ts';
import { SIGNATURES } from '../../src/quality/dqdl/signatures.ts';
import { analyzerTypes } from '../../src/quality/analyzer-types/registry.ts';
import { ruleTypes } from '../../src/quality/rules/registry.ts';
import type { Distribution } from '../../src/quality/types.ts';
import { check, type TinyTable } from './judged.ts';

const orders = {
  columns: 'id integer, city varchar, day date',
  rows: ["1, 'a', '2024-01-01'", "2, 'bbb', '2024-01-01'", "4, null, '1969-12-31'"],
};

async function measured(analyzer: string, table: TinyTable = orders) {
  const { metrics, distributions, findings } = await check(table, [], { analyzers: [analyzer] });
  return { metrics, distributions, reasons: findings.map(({ message }) => message) };
}

async function distributionOf(
  options: string,
  type: string,
  values: readonly string[],
): Promise<Distribution | undefined> {
  const { distributions } = await measured(`Distribution "x"${options}`, { columns: `x ${type}`, rows: values });
  return distributions['Column.x.Distribution'];
}

describe('the Analyzers section', () => {
  test('measures every type that may stand there, and no other', () => {
    const measuring = [...SIGNATURES.keys()].filter(
      (type) => analyzerTypes.has(type) || ruleTypes.get(type)?.analyze !== undefined,
    );
    const allowed = [...SIGNATURES.values()].filter(
      ({ forms, analyzer }) => analyzer && forms.some((form) => takesCondition(form)),
    );
    expect(measuring.toSorted()).toEqual(allowed.map(({ type }) => type).toSorted());
  });

  test('gives ColumnValues of texts their lengths', async () => {
    expect((await measured('ColumnValues "id"')).metrics).toEqual({ 'Column.id.Minimum': 1, 'Column.id.Maximum': 4 });
    expect((await measured('ColumnValues "city"')).metrics).toEqual({
      'Column.city.MinimumLength': 0,
      'Column.city.MaximumLength': 3,
    });
    expect((await measured('ColumnValues "day"')).reasons).toEqual([
      expect.stringMatching(/^Column\.day\.MinimumLength was not measured: Expected type of column day /),
      expect.stringMatching(/^Column\.day\.MaximumLength was not measured: /),
    ]);
  });

  test('has no metric where there is no value', async () => {
    const empty = { columns: 'x integer', rows: [] };
    for (const type of ['Mean', 'Variance', 'Entropy', 'Range', 'Skewness']) {
      expect(await measured(`${type} "x"`, empty)).toEqual({ metrics: {}, distributions: {}, reasons: [] });
    }
  });

  test('measures an analyzer written twice, and next to a rule, once', async () => {
    const { metrics } = await check(orders, ['Variance "id" > 0'], { analyzers: ['Variance "id"', 'Variance "id"'] });
    expect(Object.keys(metrics)).toEqual(['Column.id.Variance']);
  });

  test('tells why a query has no value', async () => {
    expect((await measured('CustomSql "select id from primary"')).reasons).toEqual([
      'Dataset.*.CustomSQL was not measured: Custom SQL did not return exactly 1 row',
    ]);
  });
});

describe('AllStatistics', () => {
  test('gives a column what its type allows', async () => {
    const ofAll = { 'Dataset.*.RowCount': 3, 'Dataset.*.ColumnCount': 3 };
    expect((await measured('AllStatistics "day"')).metrics).toEqual({
      ...ofAll,
      'Column.day.Completeness': 1,
      'Column.day.Uniqueness': 1 / 3,
    });
    expect((await measured('AllStatistics "id"')).metrics).toEqual({
      ...ofAll,
      'Column.id.Completeness': 1,
      'Column.id.Uniqueness': 1,
      'Column.id.Minimum': 1,
      'Column.id.Maximum': 4,
      'Column.id.Entropy': expect.closeTo(Math.log(3), 14),
      'Column.id.Mean': 7 / 3,
      'Column.id.StandardDeviation': expect.closeTo(Math.sqrt(14 / 9), 14),
      'Column.id.Sum': 7,
    });
  });

  test('takes all columns by AllColumns, unless a column of that name is meant', async () => {
    expect(Object.keys((await measured('AllStatistics AllColumns')).metrics)).toHaveLength(2 + 8 + 4 + 2);
    const odd = { columns: '"AllColumns" integer, other integer', rows: ['1, 2'] };
    expect(Object.keys((await measured('AllStatistics "AllColumns"', odd)).metrics)).not.toContain('Column.other.Mean');
    expect(Object.keys((await measured('AllStatistics AllColumns', odd)).metrics)).toContain('Column.other.Mean');
  });

  test('says that a column is not there', async () => {
    expect((await measured('AllStatistics "no"')).reasons).toEqual([
      'Column.no.Completeness was not measured: Input data does not include column no!',
      'Column.no.Uniqueness was not measured: Input data does not include column no!',
    ]);
  });
});

describe('Distribution', () => {
  test('puts numbers into bins of equal width, of which the last one holds its upper edge', async () => {
    expect(await distributionOf(' with bins = 4', 'integer', ['0', '1', '2', '3', '4', '4', 'null'])).toEqual({
      dataType: 'IntegerType',
      binEdges: [0, 1, 2, 3, 4],
      counts: [1, 1, 1, 3],
      nullCount: 1,
      tailCount: 0,
    });
  });

  test('has 20 bins unless fewer are asked for', async () => {
    const found = await distributionOf('', 'double', ['0', '10']);
    expect(found?.binEdges).toHaveLength(21);
    expect(found?.counts).toEqual([1, ...Array.from({ length: 18 }, () => 0), 1]);
  });

  test.each([1, 3, 7, 13])('counts by the edges it shows, whatever their rounding: %i bins', async (bins) => {
    const numbers = Array.from({ length: 40 }, (_, index) => index / 10 - 0.7);
    const found = await distributionOf(
      ` with bins = ${bins}`,
      'double',
      numbers.map((value) => `${value}::double`),
    );
    const edges = (found?.binEdges ?? []).map(Number);
    const isInBin = (value: number, bin: number): boolean =>
      value >= (edges[bin] ?? 0) && (bin === bins - 1 || value < (edges[bin + 1] ?? 0));
    expect(found?.counts).toEqual(
      Array.from({ length: bins }, (_, bin) => numbers.filter((value) => isInBin(value, bin)).length),
    );
  });

  test('of equal values is one bin', async () => {
    expect(await distributionOf('', 'decimal(5,2)', ['1.50', '1.50'])).toMatchObject({
      dataType: 'DecimalType(5,2)',
      binEdges: [1.5, 1.5],
      counts: [2],
    });
  });

  test('puts -Infinity into the first bin, Infinity and NaN into the last', async () => {
    const values = ["'-inf'", '0', '1', "'inf'", "'nan'"];
    expect(await distributionOf(' with bins = 2', 'double', values)).toMatchObject({
      binEdges: [0, 0.5, 1],
      counts: [2, 3],
    });
    expect(await distributionOf('', 'double', ["'nan'"])).toMatchObject({ binEdges: [], counts: [] });
  });

  test('of other types has the values as text, most frequent first', async () => {
    expect(await distributionOf('', 'varchar', ["'b'", "'a'", "'c'", "'c'", 'null', "''"])).toEqual({
      dataType: 'StringType',
      binEdges: ['c', '', 'a', 'b'],
      counts: [2, 1, 1, 1],
      nullCount: 1,
      tailCount: 0,
    });
    expect(await distributionOf('', 'boolean', ['true', 'false', 'true'])).toMatchObject({
      binEdges: ['true', 'false'],
    });
    expect(await distributionOf('', 'date', ["'2024-02-29'"])).toMatchObject({
      binEdges: ['2024-02-29'],
      dataType: 'DateType',
    });
    expect(await distributionOf('', 'integer[]', ['[1]', '[1]'])).toMatchObject({ binEdges: ['[1]'], counts: [2] });
  });

  test('lists 20 values and counts the others', async () => {
    const values = Array.from({ length: 25 }, (_, index) => `'${String(index).padStart(2, '0')}'`);
    const found = await distributionOf('', 'varchar', [...values, "'24'", 'null']);
    expect(found?.binEdges.slice(0, 3)).toEqual(['24', '00', '01']);
    expect(found).toMatchObject({ nullCount: 1, tailCount: 5 });
    expect(found?.counts).toHaveLength(20);
  });

  test('of nothing is empty', async () => {
    const nothing = { binEdges: [], counts: [], nullCount: 0, tailCount: 0 };
    for (const type of ['integer', 'varchar']) {
      expect(await distributionOf('', type, [])).toMatchObject(nothing);
      expect(await distributionOf('', type, ['null'])).toMatchObject({ ...nothing, nullCount: 1 });
    }
  });

  test('takes all columns, and says that one is not there', async () => {
    expect(Object.keys((await measured('Distribution AllColumns')).distributions)).toEqual([
      'Column.id.Distribution',
      'Column.city.Distribution',
      'Column.day.Distribution',
    ]);
    expect((await measured('Distribution "no"')).reasons).toEqual([
      'Column.no.Distribution was not measured: Input data does not include column no!',
    ]);
  });

  test('finds columns by odd names and by a path', async () => {
    const odd = { columns: '"a.""b" integer, s struct(v varchar)', rows: ["1, {'v': 'x'}"] };
    expect((await measured('Distribution AllColumns', odd)).distributions['Column.a."b.Distribution']?.counts).toEqual([
      1,
    ]);
    expect((await measured('Distribution "s.v"', odd)).distributions['Column.s.v.Distribution']?.binEdges).toEqual([
      'x',
    ]);
  });
});
