import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Session } from '../../../src/duckdb/session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import { fitOf } from '../../../src/formats/fit.ts';
import { cleanText, textToClean } from '../../../src/formats/standardize/clean-text.ts';
import { parseDatePattern } from '../../../src/formats/standardize/date-pattern.ts';
import { codesOf } from '../../findings.ts';
import { rulesOf } from './rules.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

async function readDate(text: string, type: string, patterns: readonly string[]): Promise<unknown> {
  const rules = rulesOf({ dates: { patterns, detect: false } });
  const cleaned = cleanText(textToClean(sql`v`, type, rules), type, rules);
  const { value, fits } = fitOf(sql`t`, 'VARCHAR', type);
  const [row] = await session.rows(sql`select case when ${fits} then cast(${value} as varchar) else 'unfit' end as value
    from (select ${cleaned} as t from (values (${text})) x(v))`);
  return row?.['value'];
}

test.each<[string, string, string]>([
  ['dd/MM/yyyy', '03/04/2023', '2023-04-03'],
  ['MM/dd/yyyy', '03/04/2023', '2023-03-04'],
  ['dd/MM/yyyy', ' 03/04/2023 ', '2023-04-03'],
  ['dd/MM/yyyy', '3/4/2023', 'unfit'],
  ['d/M/yyyy', '3/4/2023', '2023-04-03'],
  ['d/M/yyyy', '13/04/2023', '2023-04-13'],
  ['dd/MM/yyyy', '31/02/2023', 'unfit'],
  ['dd/MM/yyyy', '04/13/2023', 'unfit'],
  ['dd/MM/yyyy', '2023-04-03', 'unfit'],
  ['dd/MM/yyyy', '03/04/0000', 'unfit'],
  ['dd/MM/yyyy', '03/04/0044', '0044-04-03'],
  ['dd/MM/yyyy', '03/04/20235', 'unfit'],
  ['dd.MM.yy', '29.02.72', '2072-02-29'],
  ['dd.MM.yy', '01.01.00', '2000-01-01'],
  ['dd.MM.yy', '01.01.99', '2099-01-01'],
  ['yyyyMMdd', '20230403', '2023-04-03'],
  ['d MMM yyyy', '3 apr 2023', '2023-04-03'],
  ['d MMMM yyyy', '3 April 2023', '2023-04-03'],
  ['d MMM yyyy', '3 April 2023', 'unfit'],
  ["'week of' dd/MM/yyyy", 'week of 03/04/2023', '2023-04-03'],
  ['dd/MM/yyyy HH:mm', '03/04/2023 00:00', '2023-04-03'],
  ['dd/MM/yyyy HH:mm', '03/04/2023 10:00', 'unfit'],
])('by %s, %j is the date %s', async (pattern, text, expected) => {
  expect(await readDate(text, 'DATE', [pattern])).toBe(expected);
});

test.each<[string, string, string]>([
  ['dd/MM/yyyy', '03/04/2023', '2023-04-03 00:00:00'],
  ['dd/MM/yyyy HH:mm', '03/04/2023 10:05', '2023-04-03 10:05:00'],
  ['d/M/yyyy h:mm a', '3/4/2023 1:05 PM', '2023-04-03 13:05:00'],
  ['d/M/yyyy h:mm a', '3/4/2023 13:05 PM', 'unfit'],
  ['dd.MM.yyyy HH:mm:ss.SSS', '03.04.2023 10:05:06.007', '2023-04-03 10:05:06.007'],
  ["dd.MM.yyyy'T'HH:mm:ssXXX", '03.04.2023T10:05:06+02:00', '2023-04-03 08:05:06'],
  ["dd.MM.yyyy'T'HH:mm:ssXXX", '03.04.2023T10:05:06Z', '2023-04-03 10:05:06'],
  ['dd/MM/yyyy HH:mm', '03/04/2023 24:05', 'unfit'],
])('by %s, %j is the timestamp %s', async (pattern, text, expected) => {
  expect(await readDate(text, 'TIMESTAMP', [pattern])).toBe(expected);
});

test('the first pattern that fits is taken', async () => {
  expect(await readDate('2023-04-03', 'DATE', ['dd/MM/yyyy', 'yyyy-MM-dd'])).toBe('2023-04-03');
});

test.each([
  '',
  'dd/MM',
  'dd/MM/yyyyy',
  'DD/MM/yyyy',
  'dd/mm/yyyy',
  'dMyyyy',
  "dd/MM/yyyy 'x",
  'dd/MM/yyyy EEE',
  'dd/dd/yyyy',
  'dd/MM/yyyy hh:mm',
  'dd/MM/yyyy mm',
  'XXX dd/MM/yyyy HH',
  '[dd]/MM/yyyy',
  'dd/MM/yyyy SSSSSSSSS',
])('%j is no date pattern', async (pattern) => {
  expect(await codesOf(async () => void parseDatePattern(pattern))).toEqual(['DATE_PATTERN_INVALID']);
});
