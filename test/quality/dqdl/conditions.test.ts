import { describe, expect, it } from 'vitest';
import { printCondition } from '../../../src/quality/dqdl/print-condition.ts';
import { errorCodes, readCondition, rulesText, warningCodes, withoutRanges } from './reading.ts';

describe('the kind of a condition', () => {
  it.each([
    ['= 5', 'number'],
    ['= NULL', 'number'],
    ['!= null', 'number'],
    ['> NULL', 'number'],
    ['between NULL and 5', 'number'],
    ['in [NULL]', 'number'],
    ['in [(NULL)]', 'number'],
    ['in [NULL, 1]', 'number'],
    ['> now ()', 'number'],
    ['= "x"', 'string'],
    ['= EMPTY', 'string'],
    ['in [NULL, EMPTY]', 'string'],
    ['in [NULL, "x"]', 'string'],
    ['matches "x"', 'string'],
    ['= "2024-01-01"', 'date'],
    ['= "10:00"', 'date'],
    ['> now()', 'date'],
    ['between NULL and "2024-01-01"', 'date'],
    ['in [NULL, "2024-01-01"]', 'date'],
  ])('of %s is %s', (condition, kind) => {
    expect(readCondition(`ColumnValues "a" ${condition}`).kind).toBe(kind);
  });

  it.each([
    ['in [1, "x"]', 'DQDL_MIXED_KINDS'],
    ['in ["x", 1]', 'DQDL_MIXED_KINDS'],
    ['in ["x", "2024-01-01"]', 'DQDL_MIXED_KINDS'],
    ['in [EMPTY, 1]', 'DQDL_MIXED_KINDS'],
    ['in [(NULL), "x"]', 'DQDL_MIXED_KINDS'],
    ['between 1 and now()', 'DQDL_MIXED_KINDS'],
    ['> "x"', 'DQDL_TEXT_ORDER'],
    ['<= EMPTY', 'DQDL_TEXT_ORDER'],
    ['in []', 'DQDL_SYNTAX'],
    ['in [1, ]', 'DQDL_SYNTAX'],
    ['in [1', 'DQDL_SYNTAX'],
    ['in 1', 'DQDL_SYNTAX'],
    ['not = 1', 'DQDL_SYNTAX'],
    ['not > 1', 'DQDL_SYNTAX'],
    ['between 1', 'DQDL_SYNTAX'],
    ['matches 5', 'DQDL_SYNTAX'],
    ['matches NULL', 'DQDL_SYNTAX'],
    ['=', 'DQDL_SYNTAX'],
  ])('cannot be told of %s', (condition, code) => {
    expect(errorCodes(rulesText(`ColumnValues "a" ${condition}`))).toEqual([code]);
  });
});

describe('operators', () => {
  it.each([
    '= 1',
    '!= 1',
    '> 1',
    '>= 1',
    '< 1',
    '<= 1',
    'between 1 and 2',
    'not between 1 and 2',
    'in [1]',
    'not in [1,2]',
  ])('of numbers: %s', (condition) => {
    expect(printCondition(readCondition(`RowCount ${condition}`))).toBe(condition);
  });

  it.each(['= "x"', '!= "x"', 'in ["x"]', 'not in ["x","y"]', 'matches "x.*"', 'not matches "x.*"'])(
    'of texts: %s',
    (condition) => {
      expect(printCondition(readCondition(`ColumnValues "a" ${condition}`))).toBe(condition);
    },
  );

  it.each(['< now()', 'between "2024-01-01" and now()', 'not in ["2024-01-01",NULL]', '!= "10:00"'])(
    'of dates: %s',
    (condition) => {
      expect(printCondition(readCondition(`ColumnValues "a" ${condition}`))).toBe(condition);
    },
  );

  it.each(['< 3 days', 'between 1 hours and 2 days', 'in [1 minutes,3 days]', 'not between 1 days and 2 days'])(
    'of durations: %s',
    (condition) => {
      expect(printCondition(readCondition(`DataFreshness "a" ${condition}`))).toBe(condition);
    },
  );

  it.each(['> 5 B', '= 5 TB', 'in [1 KB,2 MB]', 'between 1 KB and 2 GB'])('of sizes: %s', (condition) => {
    expect(printCondition(readCondition(`FileSize ${condition}`))).toBe(condition);
  });
});

describe('dates', () => {
  it.each(['(now() - 3 days)', '(now()+1 hours)', '( now() - 30 minutes )'])('takes %s', (text) => {
    const condition = readCondition(`ColumnValues "a" > ${text}`);
    expect(condition).toMatchObject({
      kind: 'date',
      operands: [{ kind: 'now', offset: { sign: /\+/.test(text) ? '+' : '-' } }],
    });
  });

  it.each([
    'now() - 3 days',
    '(now() * 3 days)',
    '(now() - 3)',
    '(now() - 3 day)',
    '(now() - -3 days)',
    '(now())',
    '(now() - 3 KB)',
  ])('does not take %s', (text) => {
    expect(errorCodes(rulesText(`ColumnValues "a" > ${text}`))).toHaveLength(1);
  });

  it('takes a day that is not in the calendar, with a warning: it fails when it is evaluated', () => {
    expect(warningCodes(rulesText('ColumnValues "a" > "2023-02-29"'))).toEqual(['DQDL_INVALID_DATE']);
    expect(warningCodes(rulesText('ColumnValues "a" > "2024-02-29"'))).toEqual([]);
  });

  it.each(['00:00', '23:59', '24:00', '1:30 PM', '00:30 AM', '12:59 PM'])('takes the time "%s"', (time) => {
    expect(errorCodes(rulesText(`ColumnValues "a" > "${time}"`))).toEqual([]);
  });

  it.each(['25:99', '24:01', '10:60', '13:00 PM', '1:60 AM'])('does not take the time "%s"', (time) => {
    expect(errorCodes(rulesText(`ColumnValues "a" > "${time}"`))).toEqual(['DQDL_INVALID_TIME']);
  });

  it.each([
    'UTC',
    'Z',
    'GMT',
    'UTC+1',
    '+02:00',
    '-0330',
    '+18',
    'Europe/Paris',
    'America/Port-au-Prince',
    'Asia/Calcutta',
  ])('takes a time in the zone %s', (zone) => {
    expect(errorCodes(rulesText(`ColumnValues "a" > "10:00" with timeZone = "${zone}"`))).toEqual([]);
  });

  it.each(['nope', 'europe/paris', 'EST', 'PST', '+19', '+2:00', '5', ''])(
    'does not take a time in the zone %j',
    (zone) => {
      expect(errorCodes(rulesText(`ColumnValues "a" > "10:00" with timeZone = "${zone}"`))).toEqual(['DQDL_TIME_ZONE']);
    },
  );

  it('asks no zone of a condition without a time', () => {
    expect(errorCodes(rulesText('ColumnValues "a" > now() with timeZone = "nope"'))).toEqual([]);
  });
});

describe('durations and sizes', () => {
  it.each(['3days', '3 day', '1.5 days', '-1 days', '3 KB', '3', 'NULL'])('no duration: %s', (text) => {
    expect(errorCodes(rulesText(`DataFreshness "a" < ${text}`))).toHaveLength(1);
  });

  it.each(['5MB', '5 mb', '1.5 KB', '5.0', '5.5', 'NULL', '1+2', 'last()', '3 days'])('no size: %s', (text) => {
    expect(errorCodes(rulesText(`FileSize > ${text}`))).toHaveLength(1);
  });

  it.each([
    'DataFreshness "a" < 2147483648 days',
    'FileSize > 2147483648 B',
    'FileSize > 2147483648',
    'FileSize > -2147483649',
  ])('the open parser crashes on an amount beyond 32 bits, we say so: %s', (rule) => {
    expect(errorCodes(rulesText(rule))).toEqual(['DQDL_NUMBER_RANGE']);
  });

  it.each([
    ['FileSize > 5', '> 5 B'],
    ['FileSize > (5)', '> 5 B'],
    ['FileSize > 007', '> 7 B'],
    ['FileSize > -5', '> -5 B'],
    ['FileSize in [5, 6]', 'in [5 B,6 B]'],
    ['DataFreshness "a" < 007 days', '< 7 days'],
  ])('%s is %s', (rule, printed) => {
    expect(printCondition(readCondition(rule))).toBe(printed);
  });
});

describe('escapes', () => {
  it.each([
    [String.raw`in ["a\"b", "\\d", "\n"]`, ['a"b', String.raw`\d`, 'n']],
    [String.raw`= "a\"b"`, [String.raw`a\"b`]],
    [String.raw`!= "\\d"`, [String.raw`\\d`]],
    [String.raw`matches "\\d\"\n"`, [String.raw`\\d\"\n`]],
  ])('%s: a backslash is dropped in lists, and stays elsewhere', (condition, values) => {
    expect(valueOf(`ColumnValues "a" ${condition}`)).toEqual(values);
  });

  it('are dropped in a variable that is a list, and stay in one that is a text', () => {
    expect(valueOf('ColumnValues "a" in $v', String.raw`v = ["a\"b"] `)).toEqual(['a"b']);
    expect(valueOf('ColumnValues "a" in $v', String.raw`v = "a\"b" `)).toEqual([String.raw`a\"b`]);
  });

  it('do not reach over a line break', () => {
    expect(valueOf('ColumnValues "a" in ["x\\\ny"]')).toEqual(['x\\\ny']);
  });

  it('keep the text as written beside its meaning', () => {
    expect(withoutRanges(readCondition(String.raw`ColumnValues "a" in ["a\"b"]`))).toMatchObject({
      operands: [{ raw: String.raw`a\"b`, value: 'a"b' }],
    });
  });
});

function valueOf(rule: string, before = ''): unknown {
  const condition = readCondition(rule, before);
  return condition.kind === 'string' ? condition.operands.map((o) => (o.kind === 'text' ? o.value : o.keyword)) : [];
}
