import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Row, Session } from '../../../src/duckdb/session.ts';
import { DEFECT_KINDS } from '../../../src/generators/defects/registry.ts';
import { defectSchema, type DefectInput } from '../../../src/generators/defects/schema.ts';
import { damageAll, differences } from './damaged.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

const COLUMNS = [
  ['n', 'BIGINT'],
  ['small', 'SMALLINT'],
  ['name', 'VARCHAR'],
  ['colour', 'VARCHAR'],
  ['day', 'DATE'],
  ['moment', 'TIMESTAMP'],
  ['amount', 'DECIMAL(12,2)'],
  ['ratio', 'DOUBLE'],
  ['flag', 'BOOLEAN'],
].map(([name = '', type = '']) => ({ name, type }));

/** Where no value occurs twice. */
const UNIQUE = new Set(['n', 'name', 'moment', 'amount', 'ratio']);

/** Each kind on each column that it fits, as a mutation of data tries it. */
const cellDefects = DEFECT_KINDS.filter(({ level }) => level === 'cell').flatMap(({ kind, fits }) =>
  COLUMNS.filter((column) => fits(column, COLUMNS))
    .filter(({ name }) => kind !== 'duplicate-key' || UNIQUE.has(name))
    .map(({ name: column }) => ({ kind, column })),
);

const cellLabels = (labels: readonly Row[]) =>
  labels
    .filter(({ column }) => column !== null)
    .map(({ row, column, before, after }) => ({ row, column, before, after }));
const sorted = <T extends { row: unknown; column: unknown }>(cells: readonly T[]) =>
  cells.toSorted((a, b) => Number(a.row) - Number(b.row) || String(a.column).localeCompare(String(b.column)));

describe('a kind of cells needs no more than a column and a rate', () => {
  test.each(cellDefects)(
    '$kind of $column: each label is a change, and each change has its label',
    async ({ kind, column }) => {
      const damaged = await damageAll(session, { defects: [defectSchema.parse({ kind, column, rate: 0.1 })] });
      const found = differences(damaged);
      expect(damaged.done).toEqual([{ index: 0, kind, count: 6 }]);
      expect(new Set(found.map(({ row }) => row)).size).toBe(6);
      expect(sorted(cellLabels(damaged.labelRows))).toEqual(sorted(found));
    },
  );

  test('kinds that name no column say that no column fits', () => {
    const none = DEFECT_KINDS.filter(
      ({ level, fits }) => level !== 'file' && !COLUMNS.some((column) => fits(column, COLUMNS)),
    );
    expect(none.map(({ kind }) => kind)).toEqual([
      'duplicate',
      'late-rows',
      'row-drop',
      'row-surge',
      'column-added',
      'columns-reordered',
    ]);
  });
});

const rowDefects = [
  { kind: 'duplicate' },
  { kind: 'near-duplicate' },
  { kind: 'near-duplicate', column: 'amount' },
  { kind: 'late-rows' },
  { kind: 'row-drop' },
  { kind: 'row-surge' },
  { kind: 'row-surge', copies: 3 },
] as const;

const random = fc.constantFrom<object[]>(
  {},
  { random: { by: 'ratio' } },
  { random: { bursts: 3 } },
  { where: 'n % 2 = 0 or flag' },
);

/** Few enough of each that none is short of rows. */
const someDefects = fc.array(
  fc
    .tuple(fc.constantFrom<object[]>(...cellDefects, ...rowDefects), fc.integer({ min: 0, max: 3 }), random)
    .map(([defect, count, how]) => ({ ...defect, count, ...how })),
  { maxLength: 7 },
);

describe('whatever the defects', () => {
  test('what was injected is what is labelled is what a comparison with the clean rows finds', async () => {
    await fc.assert(
      fc.asyncProperty(someDefects, fc.integer(), async (list, seed) => {
        const defects = list.map((defect): DefectInput => defectSchema.parse(defect));
        const damaged = await damageAll(session, { rows: 300, defects, seed });
        const { labelRows, done } = damaged;
        expect(done.map(({ count }) => count)).toEqual(defects.map((defect) => ('count' in defect ? defect.count : 0)));
        const labelled = labelRows.filter(({ kind }) => kind !== 'swapped-columns').length;
        const swapped = labelRows.length - labelled;
        const wanted = defects.map((defect) => {
          const count = 'count' in defect ? Number(defect.count) : 0;
          return (
            count * (defect.kind === 'swapped-columns' ? 2 : defect.kind === 'row-surge' ? (defect.copies ?? 1) : 1)
          );
        });
        expect(labelled + swapped).toBe(wanted.reduce((sum, count) => sum + count, 0));
        const found = differences(damaged).map(({ row, column, after }) => ({ row, column, after }));
        const told = cellLabels(labelRows).map(({ row, column, after }) => ({ row, column, after }));
        expect(sorted(told)).toEqual(sorted(found));
        const clean = labelRows.filter(({ kind, origin_row: origin }) => kind !== 'duplicate-key' && origin !== null);
        const hit = labelRows.filter(({ column, kind }) => column !== null && kind !== 'near-duplicate');
        expect(new Set(hit.map(({ row, kind }) => `${String(row)} ${String(kind)}`)).size).toBe(
          new Set(hit.map(({ row }) => row)).size,
        );
        expect(new Set(clean.map(({ origin_row: origin, kind }) => `${String(origin)} ${String(kind)}`)).size).toBe(
          new Set(clean.map(({ origin_row: origin }) => origin)).size,
        );
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('another defect at the end of the list changes nothing for those before it', async () => {
    await fc.assert(
      fc.asyncProperty(someDefects, fc.integer(), async (list, seed) => {
        const defects = list.map((defect): DefectInput => defectSchema.parse(defect));
        const more: DefectInput = { kind: 'missing', column: 'small', count: 2, label: 'last' };
        const one = await damageAll(session, { rows: 300, defects, seed });
        const two = await damageAll(session, { rows: 300, defects: [...defects, more], seed });
        expect(two.labelRows.filter(({ label }) => label !== 'last')).toEqual(one.labelRows);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
