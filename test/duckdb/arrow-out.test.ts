import { tableToIPC, type RecordBatch } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { raw, sql } from '../../src/duckdb/sql.ts';
import { findingsOf } from '../findings.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

async function collect(batches: AsyncIterable<RecordBatch>): Promise<RecordBatch[]> {
  const all: RecordBatch[] = [];
  for await (const batch of batches) all.push(batch);
  return all;
}

test('values can be read by the Arrow library', async () => {
  const table = await session.arrow(
    sql`select 1::bigint as i, 'é' as t, date '2023-01-02' as d, 1.5::double as x, null::double as n, true as b`,
  );
  const row = table.get(0)?.toJSON();
  expect(row).toEqual({ i: 1n, t: 'é', d: Date.UTC(2023, 0, 2), x: 1.5, n: null, b: true });
});

test('an empty result keeps its schema', async () => {
  const table = await session.arrow(sql`select 1::bigint as a, ['x'] as b where false`);
  expect(table.numRows).toBe(0);
  expect(table.schema.fields.map(String)).toEqual(['a: Int64', 'b: List<Utf8>']);
  expect(await collect(session.arrowBatches(sql`select 1 as a where false`))).toEqual([]);
});

test('batches have 32,768 rows, whatever chunks the query gives', async () => {
  const batches = await collect(session.arrowBatches(sql`select range as i from range(100_000) where range % 3 > 0`));
  expect(batches.map(({ numRows }) => numRows)).toEqual([32_768, 32_768, 1130]);
  expect(batches[1]?.getChild('i')?.get(0)).toBe(49_153n);
});

test('batches are made as they are asked for', async () => {
  const batches = session.arrowBatches(sql`select range as i from range(1_000_000_000_000)`)[Symbol.asyncIterator]();
  const first = await batches.next();
  await batches.return?.();
  expect(first.value?.numRows).toBe(32_768);
});

test('two columns of one name are told apart', async () => {
  const table = await session.arrow(sql`select 1 as a, 2 as a`);
  expect(table.schema.names).toEqual(['a', 'a:1']);
});

test('equal tables are equal byte by byte, dictionaries and what lies under nulls included', async () => {
  const query = raw(`select * from (select if(range % 3 = 0, null, 'long enough text ' || range) as t,
    if(range % 2 = 0, null, 'x'::enum('x', 'y')) as e, if(range % 2 = 0, null, uuid '00000000-0000-0000-0000-00000000000a') as u
    from range(5000)) order by t, e`);
  const [first, second] = [await session.arrow(query), await session.arrow(query)];
  expect(Buffer.from(tableToIPC(first)).equals(Buffer.from(tableToIPC(second)))).toBe(true);
});

describe('what Arrow cannot hold is an error that names column and type:', () => {
  test.each([
    ["'101'::bit", 'ARROW_TYPE_UNSUPPORTED', 'BIT'],
    ['1::bignum', 'ARROW_TYPE_UNSUPPORTED', 'BIGNUM'],
    ["'12:00:00+01'::timetz", 'ARROW_TYPE_UNSUPPORTED', 'TIME'],
    ['union_value(a := 1)', 'ARROW_TYPE_UNSUPPORTED', 'UNION'],
    ["[['1'::bit]]", 'ARROW_TYPE_UNSUPPORTED', 'BIT'],
    [
      '170141183460469231731687303715884105727::hugeint',
      'ARROW_VALUE_OUT_OF_RANGE',
      '170141183460469231731687303715884105727',
    ],
    [
      "interval '300 years' + to_microseconds(9223372036854775807)",
      'ARROW_VALUE_OUT_OF_RANGE',
      '9223372036854775807000',
    ],
  ])('%s', async (value, code, found) => {
    const findings = await findingsOf(() => session.arrow(raw(`select ${value} as "the column"`)));
    expect(findings).toMatchObject([{ code, column: 'the column', found: expect.stringContaining(found) }]);
  });
});
