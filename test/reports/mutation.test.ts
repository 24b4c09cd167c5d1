import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { renderMutation } from '../../src/reports/mutation.ts';
import { wrapItems } from '../../src/reports/wrap-items.ts';
import type { DatasetMutation, DefectMutation } from '../../src/runner/mutation/result.ts';

const KILLER = { rule: 'IsComplete "id"', outcome: 'Failed' } as const;
const OTHER = { rule: 'IsPrimaryKey "id"', outcome: 'Error' } as const;

function defect(kind: string, column: string | null, more: Partial<DefectMutation>): DefectMutation {
  const base = { level: 'cell', killedFrom: null, example: null, suggestion: null, mutants: [] } as const;
  return { ...base, kind, column, ...more };
}

function mutant(rate: number, killers: DefectMutation['mutants'][number]['killers'] = []) {
  return { rate, rows: Math.round(rate * 1000), killed: killers.length > 0, killers };
}

const ORDERS: DatasetMutation = {
  dataset: 'processed.orders',
  rows: 1000,
  score: 0.5,
  tested: 8,
  killed: 4,
  rules: [
    { rule: 'IsComplete "id"', clean: 'Passed', reason: null, kills: 3, alone: 2, falseAlarms: [] },
    { rule: 'IsPrimaryKey "id"', clean: 'Passed', reason: null, kills: 1, alone: 0, falseAlarms: ['seed 8'] },
    { rule: 'ColumnCount = 3', clean: 'Passed', reason: null, kills: 0, alone: 0, falseAlarms: [] },
    { rule: 'RowCount = 9', clean: 'Failed', reason: 'Value: 1000', kills: 0, alone: 0, falseAlarms: [] },
  ],
  columns: [
    { column: 'id', score: 1, tested: 3, killed: 3 },
    { column: 'city', score: 0, tested: 4, killed: 0 },
    { column: null, score: 0, tested: 1, killed: 0 },
  ],
  defects: [
    defect('missing', 'id', { mutants: [mutant(0.001, [KILLER]), mutant(0.1, [KILLER])] }),
    defect('column-dropped', 'id', { mutants: [{ rate: 1, rows: null, killed: true, killers: [KILLER] }] }),
    defect('duplicate-key', 'id', { mutants: [mutant(0.001, [KILLER, OTHER])] }),
    defect('white-space', 'city', {
      mutants: [mutant(0.001), mutant(0.1)],
      example: { before: 'Oslo', after: ' Oslo' },
      suggestion: { rule: 'ColumnValues "city" in ["Oslo"]', rates: [0.1] },
    }),
    defect('missing', 'city', {
      mutants: [mutant(0.001), mutant(0.1)],
      example: { before: 'Oslo\u001b', after: null },
    }),
    defect('column-added', null, {
      mutants: [{ rate: 1, rows: null, killed: false, killers: [] }],
      suggestion: { rule: 'ColumnCount = 4', rates: [1] },
    }),
  ],
  additions: { rules: [{ rule: 'ColumnCount = 4', kills: 1 }], score: 0.75 },
  cleanRuns: ['seed 8'],
  untried: [{ kind: 'wrong-type', column: 'id', reason: 'of its type' }],
  findings: [],
};

test('a dataset: its score, what kills, what survives below the rule that would kill it, the rules, and those to add', () => {
  const result = { seed: 7, rates: [0.001, 0.1], score: 0.5, tested: 8, killed: 4, datasets: [ORDERS] };
  expect(renderMutation(result, { color: false, width: 80 })).toBe(`\
processed.orders   score 0.50   4 of 8 mutants killed   1,000 rows
  id   3 of 3 killed
    ✓ IsComplete "id"
        missing from 0.1 %; column-dropped
    ✓ IsComplete "id" and 1 other
        duplicate-key from 0.1 %
  city   0 of 4 killed
    + ColumnValues "city" in ["Oslo"]
        ✗  white-space  0.1 %, 10 %  Oslo → " Oslo"  (not at 0.1 %)
    no rule found that would kill
        ✗  missing  0.1 %, 10 %  Oslo\\u{1b} → ∅
  rows and columns as such   0 of 1 killed
    + ColumnCount = 4
        ✗  column-added

     rule               kills
  ✓  IsComplete "id"        3  2 alone
  !  IsPrimaryKey "id"      1  none alone; 1 of 1 false alarms
  !  ColumnCount = 3        0  never kills
  ✗  RowCount = 9              does not pass on clean data
  IsPrimaryKey "id": alarms on clean data: seed 8
  RowCount = 9: Value: 1000

  to add   for a score of 0.75
    ColumnCount = 4,   # kills 1 more

  not tried, since of its type: wrong-type id
`);
});

test('of several datasets the score of all stands last', () => {
  const result = { seed: 7, rates: [0.1], score: 0.5, tested: 16, killed: 8, datasets: [ORDERS, ORDERS] };
  expect(renderMutation(result, { color: false }).split('\n').at(-2)).toBe('score 0.50   8 of 16 mutants killed');
});

test('no line is longer than the width, but for rules that are there to be copied', () => {
  const long = 'a'.repeat(200);
  const rules = ORDERS.rules.map((rule) => ({ ...rule, rule: long }));
  const result = { seed: 7, rates: [0.1], score: 0.5, tested: 8, killed: 4, datasets: [{ ...ORDERS, rules }] };
  const plain = renderMutation(result, { color: false, width: 80 });
  expect(plain.split('\n').filter((line) => line.length > 80)).toEqual([]);
  const colored = renderMutation(result, { color: true, width: 80 });
  expect(stripVTControlCharacters(colored)).toBe(plain);
  expect(colored).not.toBe(plain);
});

test('items are wrapped between them', () => {
  expect(wrapItems(['one,', 'two,', 'three'], 9)).toEqual(['one, two,', 'three']);
  expect(wrapItems(['longer than that', 'a'], 4)).toEqual(['longer than that', 'a']);
  expect(wrapItems([], 4)).toEqual([]);
});
