import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Session } from '../../../src/duckdb/session.ts';
import type { DefectInput } from '../../../src/generators/defects/schema.ts';
import { damageAll, differences } from './damaged.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

const damage = (...defects: DefectInput[]) => damageAll(session, { defects });

describe('the columns', () => {
  test.each<[DefectInput, string | null, string | null, string | null]>([
    [{ kind: 'column-renamed', column: 'amount' }, 'amount', 'amount', 'amount_new'],
    [{ kind: 'column-dropped', column: 'amount' }, 'amount', 'amount', null],
    [{ kind: 'column-added' }, 'extra', null, 'extra'],
    [{ kind: 'column-retyped', column: 'day' }, 'day', 'DATE', 'TIMESTAMP'],
    [{ kind: 'column-retyped', column: 'n', to: 'varchar' }, 'n', 'BIGINT', 'VARCHAR'],
  ])('%j is one label with what was before and after', async (defect, column, before, after) => {
    const { labelRows, done } = await damage(defect);
    expect(labelRows).toMatchObject([{ kind: defect.kind, row: null, column, before, after }]);
    expect(done).toMatchObject([{ count: 1 }]);
  });

  test('are renamed, dropped, added and in another order, with their values', async () => {
    const { columns, after, before } = await damage(
      { kind: 'column-renamed', column: 'n', to: 'number' },
      { kind: 'column-dropped', column: 'flag' },
      { kind: 'column-added', value: 'x' },
      { kind: 'columns-reordered' },
    );
    const names = columns.map(({ name }) => name);
    expect(names.toSorted()).toEqual(
      ['number', 'small', 'name', 'colour', 'day', 'moment', 'amount', 'ratio', 'extra'].toSorted(),
    );
    expect(names.slice(0, -1)).not.toEqual(['number', 'small', 'name', 'colour', 'day', 'moment', 'amount', 'ratio']);
    expect(after[7]).toMatchObject({ number: before[7]?.['n'], ratio: before[7]?.['ratio'], extra: 'x' });
  });

  test('of a cell that is damaged may be renamed: its label has the clean name', async () => {
    const { labelRows, after } = await damage(
      { kind: 'missing', column: 'n', count: 1 },
      { kind: 'column-renamed', column: 'n', to: 'number' },
    );
    const [label] = labelRows;
    expect(label).toMatchObject({ kind: 'missing', column: 'n', after: null });
    expect(after[Number(label?.['row']) - 1]).toMatchObject({ number: null });
  });
});

describe('drift', () => {
  test('of a mean changes every value in place, and other defects may hit its rows', async () => {
    const { before, after, labelRows } = await damage(
      { kind: 'drifted-mean', column: 'amount', shift: 100, where: 'n > 30' },
      { kind: 'missing', column: 'small', count: 5 },
      { kind: 'duplicate', count: 2 },
    );
    for (const [index, row] of before.entries()) {
      const expected = row['amount'] === null ? null : Number(row['amount']) + (index >= 30 ? 100 : 0);
      expect(after[index]?.['amount'] === null ? null : Number(after[index]?.['amount'])).toBe(expected);
    }
    expect(labelRows.filter(({ kind }) => kind === 'missing')).toHaveLength(5);
    const copy = labelRows.find(({ kind }) => kind === 'duplicate');
    expect(after[Number(copy?.['row']) - 1]).toEqual(after[Number(copy?.['origin_row']) - 1]);
    expect(labelRows.at(-1)).toMatchObject({ column: 'amount', before: expect.stringMatching(/^mean \d/) });
  });

  test('of a mix changes as many values as it says, all to one', async () => {
    const damaged = await damage({ kind: 'drifted-mix', column: 'colour', to: 'red', rate: 0.5 });
    expect(differences(damaged).map(({ after }) => after)).toEqual(Array.from({ length: 30 }, () => 'red'));
    expect(damaged.labelRows).toMatchObject([{ before: 'share of red 0.333333', after: 'share of red 0.833333' }]);
  });
});

describe('days', () => {
  test('that are gone are gone with all their rows, one label a row', async () => {
    const { after, labelRows, rows } = await damage(
      { kind: 'gap-in-days', column: 'moment', count: 1, where: "moment > '2023-03-05'" },
      { kind: 'missing', column: 'n', count: 5 },
    );
    const gone = labelRows.filter(({ kind }) => kind === 'gap-in-days');
    expect(rows).toBe(60 - gone.length);
    expect(gone.every(({ row, origin_row: origin }) => row === null && origin !== null)).toBe(true);
    const days = new Set(after.map(({ moment }) => String(moment).slice(0, 10)));
    expect(days.size).toBe(2);
  });
});
