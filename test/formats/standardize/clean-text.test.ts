import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Session } from '../../../src/duckdb/session.ts';
import { join, sql } from '../../../src/duckdb/sql.ts';
import { fitOf } from '../../../src/formats/fit.ts';
import { cleanText, textToClean } from '../../../src/formats/standardize/clean-text.ts';
import type { ColumnRules } from '../../../src/formats/standardize/rules.ts';
import { numbersOf, rulesOf } from './rules.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

/** What texts are read as, or `unfit`. */
async function readTexts(texts: readonly string[], type: string, rules: Partial<ColumnRules>): Promise<unknown[]> {
  const values = texts.map((text, place) => sql`(${place}, ${text})`);
  const { value, fits } = fitOf(sql`t`, 'VARCHAR', type);
  const rows = await session.rows(sql`select case when ${fits} then cast(${value} as varchar) else 'unfit' end as value
    from (select place, ${cleanText(textToClean(sql`v`, type, rulesOf(rules)), type, rulesOf(rules))} as t from (values ${join(values)}) x(place, v))
    order by place`);
  return rows.map((row) => row['value']);
}

test.each<[string, Partial<ColumnRules>, string, string | null]>([
  ['text is left as it is', {}, ' a ', ' a '],
  ['white space of every kind goes', { trim: true }, '\u00a0\t a b\u2009\u200b', 'a b'],
  ['a null token is NULL', { nulls: ['N/A', '-'] }, '-', null],
  ['a null token may have white space around it', { nulls: ['N/A'] }, ' N/A ', null],
  ['the letter case of a null token counts', { nulls: ['NA'] }, 'na', 'na'],
  ['a null token within a text is text', { nulls: ['-'] }, 'a-b', 'a-b'],
])('text: %s', async (_, rules, text, expected) => {
  expect(await readTexts([text], 'VARCHAR', rules)).toEqual([expected]);
});

test('declared words are booleans beside those always read, in any letter case, and win over them', async () => {
  const booleans = { true: ['ja', 'ON'], false: ['nein', '1'] };
  const texts = ['JA', ' on ', 'Nein', 'yes', 'f', '1', 'vielleicht'];
  expect(await readTexts(texts, 'BOOLEAN', { booleans })).toEqual([
    'true',
    'true',
    'false',
    'true',
    'false',
    'false',
    'unfit',
  ]);
});

test.each<[string, string | null]>([
  ['1,234.50', '1234.50'],
  ['1,234,567', '1234567.00'],
  ['-1,234.5', '-1234.50'],
  ['\u221212', '-12.00'],
  ['+12', '12.00'],
  ['12.00-', '-12.00'],
  ['(12.00)', '-12.00'],
  ['( 1,000 )', '-1000.00'],
  ['.5', '0.50'],
  ['1234.5', '1234.50'],
  [' 7 ', '7.00'],
  ['1,5', 'unfit'],
  ['12,34.5', 'unfit'],
  ['1,2345', 'unfit'],
  [',123', 'unfit'],
  ['1,,234', 'unfit'],
  ['(-12)', 'unfit'],
  ['-12-', 'unfit'],
  ['(12', 'unfit'],
  ['12)', 'unfit'],
  ['--12', 'unfit'],
  ['1.105', 'unfit'],
  ['€12', 'unfit'],
  ['12%', 'unfit'],
  ['1e2', 'unfit'],
  ['1_000', 'unfit'],
  ['0x1F', 'unfit'],
  ['12 34', 'unfit'],
  ['', 'unfit'],
  ['-', 'unfit'],
])('with a point and commas %j is %j', async (text, expected) => {
  expect(await readTexts([text], 'DECIMAL(10,2)', { numbers: numbersOf() })).toEqual([expected]);
});

const EURO = numbersOf({ decimal: ',', grouping: ['.', ' ', "'"], currency: ['€', 'EUR', 'Fr.'], percent: 'fraction' });

test.each<[string, string]>([
  ['1.234,50', '1234.5000'],
  ['1.234', '1234.0000'],
  ['1\u2009234,50', '1234.5000'],
  ['1\u00a0234\u00a0567', '1234567.0000'],
  ["1'234,5", '1234.5000'],
  ['1\u2019234,5', '1234.5000'],
  ['€ 1.234,50', '1234.5000'],
  ['-€12,5', '-12.5000'],
  ['€ -12,5', '-12.5000'],
  ['12,50 €-', '-12.5000'],
  ['12,50- EUR', '-12.5000'],
  ['(12,50 EUR)', '-12.5000'],
  ['Fr. 12,50', '12.5000'],
  ['12,5%', '0.1250'],
  ['-5 %', '-0.0500'],
  ['1.234 %', '12.3400'],
  ['1.234.5', 'unfit'],
  ['1.234 567', 'unfit'],
  ['1234.50', 'unfit'],
  ['12,50 $', 'unfit'],
  ['12,50 eur', 'unfit'],
  ['12,50 €€', 'unfit'],
])('with a comma and points %j is %j', async (text, expected) => {
  expect(await readTexts([text], 'DECIMAL(12,4)', { numbers: EURO })).toEqual([expected]);
});

test('a currency with a point in it is no part of the number', async () => {
  const numbers = numbersOf({ currency: ['Fr.'] });
  expect(await readTexts(['Fr. 12.50', '12.50 Fr.'], 'DECIMAL(10,2)', { numbers })).toEqual(['12.50', '12.50']);
});

test('percent as a number keeps its digits', async () => {
  expect(await readTexts(['12.5 %'], 'DECIMAL(5,2)', { numbers: numbersOf({ percent: 'number' }) })).toEqual(['12.50']);
});

test('a number of 38 digits keeps every one of them', async () => {
  const text = '123,456,789,012,345,678,901,234,567,890,123,456.78';
  expect(await readTexts([text], 'DECIMAL(38,2)', { numbers: numbersOf() })).toEqual([text.replaceAll(',', '')]);
});

test('doubles keep their exponents and names, integers have no decimals', async () => {
  const numbers = numbersOf();
  expect(await readTexts(['1,500.5', '1e3', 'NaN', '-inf'], 'DOUBLE', { numbers })).toEqual([
    '1500.5',
    '1000.0',
    'nan',
    '-inf',
  ]);
  expect(await readTexts(['1,500', '1,500.0'], 'INTEGER', { numbers })).toEqual(['1500', 'unfit']);
});

test('decimals are rounded where that is declared, 5 away from zero, and never beyond their range', async () => {
  const texts = ['1.105', '-1.105', '1.1049999', '999.995', '2', 'x'];
  const expected = ['1.11', '-1.11', '1.10', 'unfit', '2.00', 'unfit'];
  expect(await readTexts(texts, 'DECIMAL(5,2)', { rounding: 'half-up' })).toEqual(expected);
  expect(await readTexts(['1.105'], 'DECIMAL(5,2)', {})).toEqual(['unfit']);
});

const amount = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 99 }), fc.boolean());

test('every number written in groups comes back as it was', async () => {
  const samples = fc.sample(fc.tuple(amount, fc.constantFrom('minus', 'after', 'brackets')), { numRuns: 500, seed: 7 });
  const texts = samples.map(([[whole, cents, negative], style]) => {
    const groups = String(whole).replaceAll(/\B(?=(\d{3})+$)/g, '.');
    const digits = `${groups},${String(cents).padStart(2, '0')} €`;
    if (!negative) return digits;
    return style === 'minus' ? `-${digits}` : style === 'after' ? `${digits}-` : `(${digits})`;
  });
  const expected = samples.map(([[whole, cents, negative]]) => {
    const zero = whole === 0n && cents === 0;
    return `${negative && !zero ? '-' : ''}${whole}.${String(cents).padStart(2, '0')}`;
  });
  expect(await readTexts(texts, 'DECIMAL(30,2)', { numbers: EURO })).toEqual(expected);
});

test('no text that is not a number becomes one', async () => {
  const characters = fc.constantFrom(...Array.from('0123456789.,-+() €%eE_\u2009\u00a0x'));
  const texts = fc
    .sample(fc.array(characters, { maxLength: 12 }), { numRuns: 3000, seed: 11 })
    .map((list) => list.join(''));
  const read = await readTexts(texts, 'DECIMAL(30,6)', { numbers: numbersOf({ currency: ['€'] }) });
  const wrong = texts.filter(
    (text, at) => read[at] !== 'unfit' && !/^[\s€(+-]*(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?[\s€)-]*$/u.test(text),
  );
  expect(wrong).toEqual([]);
  expect(read.filter((value) => value !== 'unfit').length).toBeGreaterThan(20);
});
