import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { raw, sql } from '../../src/duckdb/sql.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { matches } from '../../src/quality/patterns/match-predicate.ts';
import { translatePattern } from '../../src/quality/patterns/translate.ts';

let session: Session;
beforeAll(async () => {
  session = await openSession({ threads: 1 });
});
afterAll(async () => session[Symbol.asyncDispose]());

/** Whether RE2 and JavaScript find the pattern between `^` and `$`; undefined for an engine that cannot run it. */
async function found(pattern: string, text: string): Promise<{ re2: boolean | undefined; js: boolean }> {
  const translated = translatePattern(`^${pattern}$`);
  if ('problem' in translated) throw new Error(translated.problem);
  const predicate = matches('v', pattern);
  const js = (new RegExp(translated.js ?? '', 'v').exec(text)?.[0] ?? '') !== '';
  if (translated.re2 === undefined || !('sql' in predicate)) return { re2: undefined, js };
  const [row] = await session.rows(sql`select ${raw(predicate.sql)} as hit from (select ${text}::varchar as v)`);
  return { re2: row?.['hit'] === true, js };
}

describe('what both engines can run means what it means in Java', () => {
  test.each([
    ['[a-z]+', 'abc', true],
    ['[a-z]+', 'aBc', false],
    ['(?i)[a-z]+k', 'aBcK', true],
    ['(?i)k', '\u212a', false], // the Kelvin sign folds to k in Unicode, not in Java without (?u)
    ['(?i:a)b', 'Ab', true],
    ['(?i:a)b', 'AB', false],
    [String.raw`\d{3}-\d{4}`, '555-1234', true],
    [String.raw`\w+@\w+\.(com|org)`, 'me@example.org', true],
    [String.raw`\s`, '\u000b', true],
    [String.raw`\s`, '\u00a0', false],
    [String.raw`\S+`, 'a\u00a0b', true],
    [String.raw`\h`, '\u00a0', true],
    [String.raw`[\d\s]+`, '1 2', true],
    [String.raw`[^\d]+`, 'ab', true],
    ['.', '\r', false],
    ['a.b', 'a\u2028b', false],
    ['(?s)a.b', 'a\nb', true],
    ['abc', 'abc\n', true],
    ['abc', 'abc\r\n', true],
    ['abc', 'abc\n\n', false],
    ['a*', '', false],
    ['a*', 'b', false],
    [String.raw`\p{Alpha}+`, 'ab', true],
    [String.raw`\p{Alpha}+`, 'äb', false],
    [String.raw`\p{L}+`, 'äb', true],
    [String.raw`\p{IsLatin}+`, 'äb', true],
    [String.raw`\Qa.b\E+`, 'a.bb', true],
    [String.raw`\Qa.b\E`, 'axb', false],
    [String.raw`\u0041\x42\x{1F600}`, 'AB😀', true],
    [String.raw`[\u00e0-\u00ff]`, 'é', true],
    ['[]a]', ']', true],
    ['[a-]', '-', true],
    ['a|b', 'axx', true],
    ['a|b', 'xxb', true],
    ['(?<year>[0-9]{4})', '2023', true],
    ['x{2,3}?', 'xxx', true],
    [String.raw`\$[0-9]+`, '$5', true],
    ['😀+', '😀😀', true],
  ])('%s on %j: %s', async (pattern, text, expected) => {
    expect(await found(pattern, text)).toEqual({ re2: expected, js: expected });
  });
});

test.each([
  ['(?=a)ab', 'ab', true],
  ['(?!a).+', 'ab', false],
  ['.*(?<=b)', 'ab', true],
  [String.raw`(.)\1`, 'aa', true],
  ['(?<x>a)\\k<x>', 'aa', true],
  ['[a-z&&[^b]]+', 'ac', true],
  ['[a-z&&[^b]]+', 'ab', false],
  ['[a[0-9]]+', 'a1', true],
  ['a{1001}', 'a'.repeat(1001), true],
])('JavaScript runs %s, which RE2 cannot', async (pattern, text, expected) => {
  expect(await found(pattern, text)).toEqual({ re2: undefined, js: expected });
});

test.each([
  ['a++', 'the possessive repetition ++ is not supported'],
  ['(?>a)', 'the group (?>a… is not supported'],
  ['(?m)a', 'the flag (?m) is not supported'],
  ['(a', 'a group is not closed'],
  ['a)', 'a group is closed that was not opened'],
  ['[a', 'a character class is not closed'],
  ['a{', 'a { stands where no repetition can be; write \\{ for the character'],
  ['[z-a]', 'the range z-a is not valid'],
  [String.raw`\y`, String.raw`the escape \y is not supported`],
  [String.raw`\p{InGreek}`, String.raw`the character class \p{InGreek} is not supported`],
  ['*a', 'it is no valid regular expression'],
])('%s is refused with a reason', (pattern, problem) => {
  expect(translatePattern(pattern)).toEqual({ problem });
});
