import { describe, expect, test } from 'vitest';
import { isFormula } from '../../../src/formats/gate/formula-cell.ts';
import { full, quick, quickCodes } from './gate-fixture.ts';

describe('a cell that a spreadsheet runs', () => {
  test.each([
    '=1+1',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    '= SUM(A1)',
    '="a"&A1',
    '@SUM(1+1)*cmd',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    '-SUM(A1:A9)',
    '+A1+B2',
    '-A1*2',
    '+Sheet1!A1',
    '-(WEBSERVICE("http://x"))',
    '\t=1+1',
    '\r=1+1',
    '\t<b>',
  ])('%j', (cell) => {
    expect(isFormula(cell)).toBe(true);
  });
});

describe('a cell that is a value', () => {
  test.each([
    '-5',
    '+3.2',
    '-1,234.50',
    '-1.5e-10',
    '+49 (0)30 123-456',
    '+1-800-555-0100 ext. 12',
    '-12 %',
    '-10 kg',
    '-€5',
    '-',
    '--',
    '---',
    '+',
    '=',
    '@',
    '@handle',
    '@a.b.c',
    '- a point of a list',
    '-none-',
    '+1',
    '-5 to 10',
    '-2024-01-05',
    '+02:00',
    'a=1',
    'x',
    '',
    '=> next',
    '-A1',
  ])('%j', (cell) => {
    expect(isFormula(cell)).toBe(false);
  });
});

test('cells are counted, and the first shown with row, column and place', () => {
  const content = 'id;name;note\r\n\r\n1;"a;b";x\r\n2;"=A1";"c\nd"\r\n3;y;"+SUM(""x"")"\r\n';
  expect(quick(content).findings).toEqual([
    {
      code: 'FORMULA_IN_CELL',
      severity: 'warning',
      message: '2 cells are formulas',
      file: 'in/a.csv',
      row: 2,
      column: 'name',
      offset: content.indexOf('=A1'),
      found: 'row 2 column "name": =A1; row 3 column "note": +SUM("x")',
      expected: 'values',
      hint: expect.any(String),
    },
  ]);
});

test('only CSV has cells that a spreadsheet opens', () => {
  expect(quickCodes('[{"a":"=1+1"}]', 'a.json')).toEqual([]);
});

test('the policy may quarantine for it', () => {
  expect(quick('a,b\n1,=1+1\n', 'a.csv', { security: { formulas: 'quarantine' } }).verdict).toBe('quarantined');
});

test('at full depth all of them are counted, with their rows, however the file is cut into pieces', async () => {
  const rows = Array.from({ length: 300_000 }, (_, row) => (row % 50_000 === 49_999 ? `${row},"=""a"""` : `${row},x`));
  const { findings } = await full(`id,b\n${rows.join('\n')}\n`);
  expect(findings).toMatchObject([{ code: 'FORMULA_IN_CELL', message: '6 cells are formulas', row: 50_000 }]);
});
