import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { raw } from '../../../src/duckdb/sql.ts';
import { textOf } from '../../../src/quality/conditions/text-of.ts';
import { jvmDouble } from '../../../src/quality/jvm-number.ts';

test('doubles are written as the JVM does', async () => {
  await using session = await openSession({ threads: 1 });
  const digits = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: -310, max: 300 }));
  const double = fc.oneof(
    fc.double({ min: -1e308 }),
    fc.integer(),
    digits.map(([value, by]) => Number(`${value}e${by}`)),
  );
  // The smallest of all have digits that do not stand for them alone.
  const numbers = double.filter((value) => value === 0 || Math.abs(value) > 1e-320);
  await fc.assert(
    fc.asyncProperty(fc.array(numbers, { minLength: 50, maxLength: 100 }), async (values) => {
      const list = values.map((value) => `'${Object.is(value, -0) ? '-0.0' : value}'::double`).join(', ');
      const rows = await session.rows(
        raw(`select ${textOf({ name: 'v', type: 'DOUBLE' })} as t from (select unnest([${list}]) as v)`),
      );
      expect(rows.map(({ t }) => t)).toEqual(values.map(jvmDouble));
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['DOUBLE', "'1e10'", '1.0E10'],
  ['FLOAT', "'0.1'", '0.1'],
  ['FLOAT', "'16777217'", '1.6777216E7'],
  ['BOOLEAN', "'true'", 'true'],
  ['DECIMAL(10,2)', "'1.50'", '1.50'],
  ['DECIMAL(38,18)', "'-0.0000000000000125'", '-1.2500E-14'],
  ['DECIMAL(38,18)', "'0.000001'", '0.000001000000000000'],
  ['DECIMAL(38,18)', "'0.0000001'", '1.00000000000E-7'],
  ['DECIMAL(38,18)', "'0'", '0E-18'],
  ['TIMESTAMP', "'2023-06-15 10:00:00.500000'", '2023-06-15 10:00:00.5'],
  ['BLOB', "'a\\xC3\\xA9'", 'aé'],
  ['BLOB', "'\\xFF'", null],
  ['DATE', "'1969-12-31'", '1969-12-31'],
])('%s %s is %s', async (type, value, text) => {
  await using session = await openSession({ threads: 1 });
  expect(
    await session.rows(raw(`select ${textOf({ name: 'v', type })} as t from (select ${value}::${type} as v)`)),
  ).toEqual([{ t: text }]);
});
