import { describe, expect, it } from 'vitest';
import { parseRuleset } from '../../../src/quality/dqdl/parse-ruleset.ts';
import { errorCodes, readRule, rulesText, warningCodes } from './reading.ts';

describe('white space and comments', () => {
  it.each([
    ['spaces, tabs and LF', 'Rules\t=\n[ RowCount\n>\t5 ]\n'],
    ['nothing at all between symbols', 'Rules=[RowCount>5]'],
    ['a comment that ends in LF', 'Rules = [ # one\n RowCount > 5 # two, "\n ]\n# three\n'],
    ['a comment that ends in CR LF', 'Rules = [ # one\r\n RowCount > 5 ]'],
    ['a hash inside a text', rulesText('IsComplete "a#b"')],
  ])('takes %s', (_, text) => {
    expect(errorCodes(text, { strict: true })).toEqual([]);
  });

  it.each([
    ['CR LF', 'Rules = [\r\n RowCount > 5\r\n]\r\n', 'DQDL_CRLF'],
    [
      'a comment without a line break at the end of the text',
      `${rulesText('RowCount > 5')} # end`,
      'DQDL_COMMENT_AT_END',
    ],
  ])('takes %s with one warning, which strict makes an error', (_, text, code) => {
    expect(warningCodes(text)).toEqual([code]);
    expect(errorCodes(text)).toEqual([]);
    expect(errorCodes(text, { strict: true })).toEqual([code]);
  });

  it.each(['//', '/*'])('does not take a comment that starts with %s', (start) => {
    expect(errorCodes(`Rules = [ RowCount > 5 ${start} no */\n ]`)).toEqual(['DQDL_COMMENT_STYLE']);
  });
});

describe('characters of no meaning', () => {
  it.each([
    ['byte order mark (U+FEFF)', '\uFEFF'],
    ['NUL (U+0000)', '\0'],
    ['form feed (U+000C)', '\f'],
    ['no-break space (U+00A0)', '\u00A0'],
    ['zero-width space (U+200B)', '\u200B'],
    ['carriage return (U+000D)', '\r'],
    ['lone surrogate (U+D800)', '\uD800'],
    ['"é" (U+00E9)', 'é'],
    ['"😀" (U+1F600)', '😀'],
    ['";"', ';'],
    ['control character (U+0001)', '\u0001'],
  ])('names %s', (name, character) => {
    const { findings } = parseRuleset(`${character}${rulesText('RowCount > 5')}`);
    expect(findings).toMatchObject([{ code: 'DQDL_BAD_CHARACTER', severity: 'error', found: name }]);
  });

  it('makes one finding of a run of them', () => {
    const { findings } = parseRuleset(rulesText('RowCount \u00A0\u00A0é> 5'));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.range?.end.offset).toBe(22);
  });

  it('takes any character inside a text', () => {
    expect(readRule('IsComplete "é\u00A0\0\r\n😀;\uFEFF"').parameters[0]?.value).toBe('é\u00A0\0\r\n😀;\uFEFF');
  });

  it('warns of half a character inside a text', () => {
    expect(warningCodes(rulesText('IsComplete "a\uD800"'))).toEqual(['DQDL_LONE_SURROGATE']);
  });
});

describe('words', () => {
  it.each([
    'RowCount between 1 AND 5',
    'ColumnCorrelation OF "a" AND "b" > 0.5',
    '(RowCount > 1) OR (RowCount < 5)',
    'ColumnValues "a" in [null, empty, whitespaces_only]',
    'ColumnValues "a" in [NULL, EMPTY, WHITESPACES_ONLY]',
  ])('takes and, or, of, null, empty and whitespaces_only in lower and upper case: %s', (rule) => {
    expect(errorCodes(rulesText(rule))).toEqual([]);
  });

  it.each([
    'RowCount between 1 And 5',
    '(RowCount > 1) Or (RowCount < 5)',
    'ColumnValues "a" = Null',
    'ColumnValues "a" IN [1]',
    'ColumnValues "a" Between 1 and 2',
    'ColumnValues "a" MATCHES "x"',
    'IsComplete "a" WHERE "b > 1"',
    'RowCount > 5 WITH x = 1',
    'DataFreshness "a" < 3 DAYS',
    'FileSize > 3 kb',
  ])('takes them, and the others, in no other case: %s', (rule) => {
    expect(errorCodes(rulesText(rule))).not.toEqual([]);
  });

  it.each(['days', 'minutes', 'B', 'KB', 'Rules', 'Metadata', 'between', 'null', '5', '1.5'])(
    'does not take %s for a name without quotes',
    (word) => {
      expect(errorCodes(rulesText(`IsComplete ${word}`))).not.toEqual([]);
      expect(errorCodes(rulesText(`IsComplete "${word}"`))).toEqual([]);
    },
  );

  it.each(['1a', 'a.b', 'now', '.5', '1.', 'b', 'threshold', '_'])('takes %s for a name without quotes', (word) => {
    expect(readRule(`IsComplete ${word}`).parameters).toMatchObject([{ value: word, form: 'bare' }]);
  });

  it.each(['labels', 'DefaultLabels'])('takes %s, which release 1.0.0 does not reserve, with a warning', (word) => {
    expect(warningCodes(rulesText(`IsComplete ${word}`))).toEqual(['DQDL_RESERVED_WORD']);
    expect(errorCodes(rulesText(`IsComplete ${word}`), { strict: true })).toEqual(['DQDL_RESERVED_WORD']);
  });
});

describe('operators', () => {
  it.each(['=', '!=', '! =', '>', '>=', '<', '<='])('takes %s', (operator) => {
    expect(errorCodes(rulesText(`RowCount ${operator} 5`))).toEqual([]);
  });

  it.each(['==', '<>', '> =', '< =', '=>', '!', '=!'])('does not take %s', (operator) => {
    expect(errorCodes(rulesText(`RowCount ${operator} 5`))).toEqual(['DQDL_SYNTAX']);
  });
});

describe('texts', () => {
  it('keeps both escapes as they are written', () => {
    expect(readRule(String.raw`IsComplete "a\"b\\"`).parameters[0]?.value).toBe(String.raw`a\"b\\`);
  });

  it('lets a text span lines', () => {
    expect(readRule('CustomSql "select 1\nfrom primary" = 1').parameters[0]?.value).toBe('select 1\nfrom primary');
  });

  it('takes single quotes for a mistake of one finding each, and the rule is left out', () => {
    const { ruleset, findings } = parseRuleset(rulesText("IsComplete 'a'", 'IsComplete "b"'));
    expect(findings).toMatchObject([{ code: 'DQDL_SINGLE_QUOTES', found: "'a'", expected: '"a"' }]);
    expect(ruleset.rules).toHaveLength(1);
  });

  it('reports a quote that nothing closes, once', () => {
    expect(errorCodes('Rules = [ IsComplete "a ]')).toEqual(['DQDL_UNTERMINATED_STRING']);
  });

  it('takes the last escaped quote for the end where nothing else closes the text, as the open parser does', () => {
    const text = String.raw`Rules = [ IsComplete "a\" ]`;
    expect(warningCodes(text)).toEqual(['DQDL_STRING_ENDS_IN_BACKSLASH']);
    expect(parseRuleset(text).ruleset.rules).toMatchObject([{ parameters: [{ value: 'a\\' }] }]);
  });
});

describe('texts that look like dates and times', () => {
  it.each(['2024-01-01', '2023-13-45', '10:00', '25:99', '1:30 PM', '01:30 AM'])('takes "%s" for no text', (text) => {
    expect(errorCodes(rulesText(`IsComplete "${text}"`))).toEqual(['DQDL_DATE_LIKE_TEXT']);
    expect(errorCodes(rulesText(`ColumnValues "a" matches "${text}"`))).toEqual(['DQDL_DATE_LIKE_TEXT']);
    expect(errorCodes(`v = "${text}" ${rulesText('RowCount > 1')}`)).toEqual(['DQDL_DATE_LIKE_TEXT']);
  });

  it.each(['1:30', '2024-1-1', '2024-01-01 10:00', '10:00PM', '10:00 pm', '٢٠٢٤-01-01'])(
    'takes "%s" for a text',
    (text) => {
      expect(readRule(`IsComplete "${text}"`).parameters[0]?.value).toBe(text);
    },
  );
});
