import { expect, test } from 'vitest';
import { condition, duckdbText, queryText } from '../../src/quality/user-sql.ts';

test.each([
  ['select `a b`, `c``d` from t', 'select "a b", "c`d" from t'],
  ['select * from primary', 'select * from "primary"'],
  ['select PRIMARY.id from Primary', 'select "primary".id from "primary"'],
  ["select 'primary `x`' -- primary\nfrom t", "select 'primary `x`' -- primary\nfrom t"],
  ['select "primary", primary_key, t.primary /* primary */', 'select "primary", primary_key, t.primary /* primary */'],
  ['select `a"b`', 'select "a""b"'],
])('%s', (text, expected) => {
  expect(duckdbText(text)).toBe(expected);
});

test('an alias with a dot becomes one quoted name, also before a column', () => {
  expect(duckdbText('select processed.orders.id from Processed.Orders, processed.orders_2', ['processed.orders'])).toBe(
    'select "processed.orders".id from "processed.orders", processed.orders_2',
  );
});

test('a comment at the end of a condition does not swallow the parenthesis', () => {
  expect(condition('a > 1 -- yes')).toBe('(a > 1 -- yes\n)');
});

test('a semicolon and comments at the end of a query are cut off, one inside a text is kept', () => {
  expect(queryText("select ';' ; -- end\n /* x */", [])).toBe("select ';'");
});
