import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Session } from '../../../src/duckdb/session.ts';
import { id, sql } from '../../../src/duckdb/sql.ts';
import { injectDefects } from '../../../src/generators/defects/inject-defects.ts';
import { defectsSchema, type DefectInput } from '../../../src/generators/defects/schema.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

/** `rows` rows: n from 1, a text, a decimal and a day, every tenth decimal missing. */
async function damage(rows: number, defects: DefectInput[], seed = 1) {
  const table = id('clean');
  await session.run(sql`
    create or replace table ${table} as
    select range + 1 as n, 'row ' || range as text, date '2023-01-01' + cast(range % 9 as integer) as day,
      if(range % 10 = 9, null, cast(range + 0.25 as decimal(12,2))) as amount
    from range(${rows})`);
  const columns = await session.columns(table);
  const parsed = defectsSchema.parse(defects);
  const injected = await injectDefects(session, {
    table,
    columns,
    dataset: 'orders',
    object: 'orders.csv',
    defects: parsed,
    seed,
  });
  const clean = await session.rows(sql`select * from ${table} order by rowid`);
  const damaged = await session.rows(sql`select * from ${injected.relation} order by rowid`);
  const labels = await session.rows(sql`select * from ${injected.labels} order by rowid`);
  return { ...injected, clean, damaged, labels };
}

const amount = { column: 'amount' };

describe('one defect', () => {
  test('missing takes values away, and only where there are some', async () => {
    const { clean, damaged, labels } = await damage(50, [{ kind: 'missing', ...amount, count: 45 }]);
    expect(damaged.every((row) => row['amount'] === null)).toBe(true);
    expect(labels).toHaveLength(45);
    for (const { row, before, after } of labels) {
      expect(before).toBe(clean[Number(row) - 1]?.['amount']);
      expect(after).toBeNull();
    }
  });

  test('duplicate repeats clean rows after the last row', async () => {
    const { clean, damaged, labels } = await damage(20, [{ kind: 'duplicate', count: 3 }]);
    expect(damaged.slice(0, 20)).toEqual(clean);
    expect(labels.map(({ row }) => row)).toEqual([21, 22, 23]);
    for (const { row, origin_row: origin, column } of labels) {
      expect(damaged[Number(row) - 1]).toEqual(clean[Number(origin) - 1]);
      expect(column).toBeNull();
    }
    const origins = labels.map(({ origin_row: origin }) => Number(origin));
    expect(origins).toEqual(origins.toSorted((a, b) => a - b));
  });

  test.each([
    [{}, (before: number) => -before],
    [{ max: 100 }, (before: number) => 101 + before],
    [{ min: 0.5 }, (before: number) => 0.5 - before - 1],
    [{ value: '99999.99' }, () => 99_999.99],
  ])('out-of-range with %j', async (bound, expected) => {
    const { labels, columns } = await damage(30, [{ kind: 'out-of-range', ...amount, count: 5, ...bound }]);
    expect(labels).toHaveLength(5);
    for (const { before, after } of labels) expect(Number(after)).toBeCloseTo(expected(Number(before)), 9);
    expect(columns.find(({ name }) => name === 'amount')?.type).toBe('DECIMAL(12,2)');
  });

  test('out-of-range makes a zero negative too, and puts a date where told', async () => {
    await session.run(sql`create or replace table zeros as select 0 as n, date '2023-01-01' as day`);
    const defects = defectsSchema.parse([{ kind: 'out-of-range', column: 'n', count: 1 }]);
    const columns = await session.columns(id('zeros'));
    const options = { table: id('zeros'), columns, dataset: 'zeros', object: 'z', seed: 1 };
    const { relation } = await injectDefects(session, { ...options, defects });
    expect(await session.rows(sql`select n from ${relation}`)).toEqual([{ n: -1 }]);
    const dated = defectsSchema.parse([{ kind: 'out-of-range', column: 'day', value: '1900-01-01', count: 1 }]);
    const again = await injectDefects(session, { ...options, defects: dated });
    expect(await session.rows(sql`select day from ${again.relation}`)).toEqual([{ day: '1900-01-01' }]);
  });

  test('wrong-type puts text, and makes the column a text column whose other values read the same', async () => {
    const { clean, damaged, labels, columns } = await damage(10, [{ kind: 'wrong-type', column: 'day', count: 2 }]);
    expect(columns.find(({ name }) => name === 'day')?.type).toBe('VARCHAR');
    const hit = new Set(labels.map(({ row }) => Number(row)));
    for (const [index, row] of damaged.entries()) {
      expect(row['day']).toBe(hit.has(index + 1) ? 'unknown' : clean[index]?.['day']);
    }
  });

  test.each([
    [100, 0.02, 2],
    [10, 0.25, 3],
    [3, 0.1, 0],
    [7, 1, 7],
    [7, 0, 0],
  ])('of %i rows a rate of %d hits exactly %i', async (rows, rate, hit) => {
    expect((await damage(rows, [{ kind: 'missing', column: 'n', rate }])).labels).toHaveLength(hit);
  });

  test('no row and no defect are no trouble', async () => {
    expect(
      (
        await damage(0, [
          { kind: 'missing', ...amount, rate: 0.5 },
          { kind: 'duplicate', rate: 1 },
        ])
      ).damaged,
    ).toEqual([]);
    const { clean, damaged, labels } = await damage(5, []);
    expect(damaged).toEqual(clean);
    expect(labels).toEqual([]);
  });
});

describe('several defects', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 4, maxLength: 4 });

  test('what was injected is what is labelled is what can be found', async () => {
    await fc.assert(
      fc.asyncProperty(counts, fc.integer(), async ([a = 0, b = 0, c = 0, d = 0], seed) => {
        const { clean, damaged, labels, rows, labelled } = await damage(
          60,
          [
            { kind: 'missing', ...amount, count: a },
            { kind: 'duplicate', count: b },
            { kind: 'out-of-range', ...amount, count: c },
            { kind: 'wrong-type', ...amount, count: d },
          ],
          seed,
        );
        expect([labels.length, labelled, rows, damaged.length]).toEqual([a + b + c + d, a + b + c + d, 60 + b, 60 + b]);
        const changed = clean.flatMap((row, index) => {
          const after = damaged[index]?.['amount'];
          return after === row['amount'] ? [] : [{ row: index + 1, column: 'amount', before: row['amount'], after }];
        });
        const cells = labels.filter(({ column }) => column !== null);
        expect(cells.map(({ row, column, before, after }) => ({ row, column, before, after }))).toEqual(changed);
        const found = {
          missing: changed.filter(({ after }) => after === null).length,
          'out-of-range': changed.filter(({ after }) => Number(after) < 0).length,
          'wrong-type': changed.filter(({ after }) => after === 'unknown').length,
        };
        expect(found).toEqual({ missing: a, 'out-of-range': c, 'wrong-type': d });
        const damagedRows = new Set(cells.map(({ row }) => row));
        for (const { row, origin_row: origin, kind } of labels) {
          if (kind !== 'duplicate') continue;
          expect(damagedRows.has(origin ?? null)).toBe(false);
          expect(damaged[Number(row) - 1]).toEqual(damaged[Number(origin) - 1]);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('a defect changes nothing for those before it, and more of it keeps the rows it had', async () => {
    const few: DefectInput = { kind: 'missing', column: 'n', count: 4 };
    const one = await damage(40, [few]);
    const two = await damage(40, [few, { kind: 'duplicate', count: 4 }]);
    const more = await damage(40, [{ ...few, count: 9 }]);
    expect(two.labels.filter(({ kind }) => kind === 'missing')).toEqual(one.labels);
    expect(more.labels).toEqual(expect.arrayContaining(one.labels));
  });

  test('another seed, of the data or of the defect, hits other rows', async () => {
    const defect: DefectInput = { kind: 'missing', column: 'n', count: 5 };
    const own: DefectInput = { ...defect, seed: 9 };
    const plain = await rowsHit([defect], 1);
    const seeded = await rowsHit([own], 1);
    expect(await rowsHit([defect], 2)).not.toEqual(plain);
    expect(seeded).not.toEqual(plain);
    expect(await rowsHit([own], 2)).toEqual(seeded);
  });

  test('labels come by row and column, with dataset and object', async () => {
    const { labels } = await damage(30, [
      { kind: 'wrong-type', column: 'n', count: 4 },
      { kind: 'missing', column: 'text', count: 4 },
    ]);
    const rows = labels.map(({ row }) => Number(row));
    expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    expect(new Set(labels.map(({ dataset, object }) => `${String(dataset)} ${String(object)}`))).toEqual(
      new Set(['orders orders.csv']),
    );
  });
});

async function rowsHit(defects: DefectInput[], seed: number): Promise<unknown[]> {
  const { labels } = await damage(500, defects, seed);
  return labels.map(({ row }) => row);
}
