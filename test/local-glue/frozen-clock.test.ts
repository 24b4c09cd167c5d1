import { expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { freezeClock } from '../../src/local-glue/frozen-clock.ts';

test('every way to ask the time gives the clock', async () => {
  await using session = await openSession();
  await freezeClock(session, new Date('2023-01-02T06:00:00.500Z'));
  const [row] = await session.rows(sql`select now() as a, current_timestamp as b, transaction_timestamp() as c,
    localtimestamp as d, current_date as e, today() as f, localtime as g, current_time as h`);
  expect(row).toEqual({
    a: '2023-01-02T06:00:00.500000Z',
    b: '2023-01-02T06:00:00.500000Z',
    c: '2023-01-02T06:00:00.500000Z',
    d: '2023-01-02T06:00:00.500000',
    e: '2023-01-02',
    f: '2023-01-02',
    g: '06:00:00.5',
    h: expect.stringContaining('06:00:00.5'),
  });
});
