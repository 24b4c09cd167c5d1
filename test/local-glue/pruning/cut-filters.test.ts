import { expect, test } from 'vitest';
import { cutFilters } from '../../../src/local-glue/pruning/cut-filters.ts';

test.each<[string, string[]]>([
  ['', []],
  [`(a = 1)`, ['(a = 1)']],
  [`((a = 1) OR (b = 2))(c IS NULL)`, ['((a = 1) OR (b = 2))', '(c IS NULL)']],
  [`prefix(a, 'x')(b = 2)contains(a, 'y')`, [`prefix(a, 'x')`, '(b = 2)', `contains(a, 'y')`]],
  [`(a = ')(')("b)(" = 'it''s)(')`, [`(a = ')(')`, `("b)(" = 'it''s)(')`]],
  [
    `CASE  WHEN ((a = 1)) THEN (true) ELSE (b = 2) END(c = 3)`,
    ['CASE  WHEN ((a = 1)) THEN (true) ELSE (b = 2) END', '(c = 3)'],
  ],
  [`CAST(a AS BOOLEAN)"f g"(b)`, ['CAST(a AS BOOLEAN)', '"f g"(b)']],
  [`f(a) || 'x'`, [`f(a) || 'x'`]],
])('%s is cut between conditions, not inside of one', (text, filters) => {
  expect(cutFilters(text)).toEqual(filters);
});
