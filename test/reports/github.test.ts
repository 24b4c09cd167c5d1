import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderGithub } from '../../src/reports/github.ts';
import { record } from './record.ts';

const COMMAND = /^::(error|warning) ([^:\r\n]*)::([^\r\n]*)$/;
const anyText = fc.string({ unit: fc.constantFrom('a', ':', ',', '%', '\r', '\n', ' ', '::', '%0A', '日') });

test('any text stays within its own command and can be read back', () =>
  fc.assert(
    fc.property(anyText, anyText, (message, file) => {
      const finding = { code: 'X', severity: 'error' as const, message, hint: 'h' };
      const [line = '', ...others] = renderGithub([record({ findings: [{ ...finding, dataset: file }] })])
        .slice(0, -1)
        .split('\n');
      expect(others).toEqual([]);
      expect(line).toMatch(COMMAND);
      expect(decode(COMMAND.exec(line)?.[3] ?? '')).toContain(`${message} [X]`);
    }),
  ));

test('what went well says nothing', () => {
  const expectations = [{ path: 'raw.accepted', expected: '1', found: '1', met: true, detail: null }];
  expect(renderGithub([record({ expectations })])).toBe('');
});

test('the colon and the comma of a property are escaped', () => {
  const finding = { code: 'X', severity: 'warning' as const, message: 'm', file: 'a:b,c%\r\n.sql' };
  const [, properties] = /^::warning (.*?)::/.exec(renderGithub([record({ findings: [finding] })])) ?? [];
  expect(properties).toBe(String.raw`file=a%3Ab%2Cc%25\r\n.sql,title=demo%3A X`);
});

/** As the runner does. */
function decode(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
