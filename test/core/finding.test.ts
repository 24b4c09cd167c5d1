import { expect, test } from 'vitest';
import { userError, UserError } from '../../src/core/errors.ts';
import { formatFinding, placeOf, type Finding } from '../../src/core/finding.ts';

const BASE: Finding = { code: 'X_Y', severity: 'error', message: 'is wrong' };
const AT = { line: 3, column: 5, offset: 20 };

test('a finding is one line of place, message and code, then its details', () => {
  const finding: Finding = {
    ...BASE,
    file: 'a.yaml',
    range: { start: AT, end: AT },
    expected: 'text',
    found: '3',
    nearest: 'nam"e',
    hint: 'Mend it.',
  };
  expect(formatFinding(finding)).toBe(
    'a.yaml:3:5: is wrong [X_Y]\n  expected: text\n  found:    3\n  did you mean "nam\\"e"?\n  Mend it.',
  );
});

test('a finding without a place begins with its message', () => expect(formatFinding(BASE)).toBe('is wrong [X_Y]'));

test('a place names file, dataset, row and column', () => {
  expect(placeOf({ ...BASE, file: 'a.csv', dataset: 'raw.a', row: 7, column: 'x' })).toBe(
    'a.csv raw.a row 7 column "x"',
  );
  expect(placeOf({ ...BASE, range: { start: AT, end: AT } })).toBe('3:5');
});

test('a user error carries its findings, their text, its cause and its exit code', () => {
  const cause = new Error('why');
  const error = userError({ code: 'DISK_FULL', message: 'no room' }, { exitCode: 3, cause });
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ message: 'no room [DISK_FULL]', exitCode: 3, cause });
  expect(new UserError([BASE, BASE])).toMatchObject({ message: 'is wrong [X_Y]\nis wrong [X_Y]', exitCode: 2 });
});
