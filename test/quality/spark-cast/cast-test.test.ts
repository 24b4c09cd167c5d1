import { expect, test } from 'vitest';
import { castTest } from '../../../src/quality/spark-cast/cast-test.ts';
import { castTarget, type CastTarget } from '../../../src/quality/spark-cast/target.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { raw, sql } from '../../../src/duckdb/sql.ts';

/** For each target a letter a value: `y` castable, `n` not; or `forbidden`. */
async function casts(
  type: string,
  values: readonly string[],
  names: readonly string[],
): Promise<Record<string, string>> {
  await using session = await openSession({ threads: 1 });
  const found: Record<string, string> = {};
  for (const name of names) {
    const expression = castTest({ name: 'v', type }, targetOf(name));
    if (expression === undefined) {
      found[name] = 'forbidden';
      continue;
    }
    let letters = '';
    for (const value of values) {
      const [row] = await session.rows(
        sql`select ${raw(expression)} as ok from (select ${raw(value)}::${raw(type)} as v)`,
      );
      letters += row?.['ok'] === true ? 'y' : 'n';
    }
    found[name] = letters;
  }
  return found;
}

function targetOf(name: string): CastTarget {
  const target = castTarget(name);
  if (target === undefined || 'problem' in target) throw new Error(`no type ${name}`);
  return target;
}

const ALL = ['Boolean', 'Date', 'Timestamp', 'Integer', 'Long', 'Float', 'Double', 'DECIMAL(4,2)'];

test('a number casts to every type but a date; only a decimal can be too narrow', async () => {
  expect(await casts('BIGINT', ['null', '99', '100', '9223372036854775807'], ALL)).toEqual({
    Boolean: 'nyyy',
    Date: 'forbidden',
    Timestamp: 'nyyy',
    Integer: 'nyyy',
    Long: 'nyyy',
    Float: 'nyyy',
    Double: 'nyyy',
    'DECIMAL(4,2)': 'nynn',
  });
  expect(await casts('DECIMAL(38,10)', ['99.994', '99.995', '-0.5'], ['DECIMAL(4,2)', 'DECIMAL(38,37)'])).toEqual({
    'DECIMAL(4,2)': 'yny',
    'DECIMAL(38,37)': 'nny',
  });
});

test('NaN and infinities are neither timestamps nor decimals', async () => {
  const values = ["'NaN'", "'Infinity'", '1e30', '99.995', '1e-320'];
  expect(await casts('DOUBLE', values, ['Integer', 'Boolean', 'Timestamp', 'DECIMAL(4,2)', 'DECIMAL(38,5)'])).toEqual({
    Integer: 'yyyyy',
    Boolean: 'yyyyy',
    Timestamp: 'nnyyy',
    'DECIMAL(4,2)': 'nnnny',
    'DECIMAL(38,5)': 'nnyyy',
  });
});

test('booleans, dates and timestamps', async () => {
  expect(await casts('BOOLEAN', ['null', 'true', 'false'], [...ALL, 'DECIMAL(1,1)'])).toEqual({
    Boolean: 'nyy',
    Date: 'forbidden',
    Timestamp: 'nyy',
    Integer: 'nyy',
    Long: 'nyy',
    Float: 'nyy',
    Double: 'nyy',
    'DECIMAL(4,2)': 'nyy',
    'DECIMAL(1,1)': 'nny',
  });
  expect(await casts('DATE', ["'2023-01-01'"], ALL)).toEqual({
    ...Object.fromEntries(ALL.map((name) => [name, 'n'])),
    Date: 'y',
    Timestamp: 'y',
  });
  expect(await casts('TIMESTAMP', ["'1970-01-01 00:00:01.5'", "'2023-01-01'"], ALL)).toEqual({
    ...Object.fromEntries(ALL.map((name) => [name, 'yy'])),
    'DECIMAL(4,2)': 'yn',
  });
});

test.each(['BLOB', 'INTEGER[]', 'STRUCT(a INTEGER)', 'TIME', 'INTERVAL'])('nothing can be made of %s', async (type) => {
  expect(await casts(type, ['null'], ALL)).toEqual(Object.fromEntries(ALL.map((name) => [name, 'forbidden'])));
});

test('types are named in any case, and a decimal must be one that Spark has', () => {
  expect(castTarget('iNtEgEr')).toEqual({ kind: 'integer' });
  expect(castTarget('Integral')).toEqual({ kind: 'integer' });
  expect(castTarget('fractional')).toEqual({ kind: 'double' });
  expect(castTarget('Decimal(10,  2)')).toEqual({ kind: 'decimal', precision: 10, scale: 2 });
  for (const name of ['', 'INT', 'BIGINT', 'String', ' Date', 'DECIMAL', 'DECIMAL(10)', 'DECIMAL( 1,0)', 'dateı']) {
    expect(castTarget(name)).toBeUndefined();
  }
  expect(castTarget('DECIMAL(39,1)')).toHaveProperty('problem');
  expect(castTarget('DECIMAL(2,5)')).toHaveProperty('problem');
});
