import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { renderTerminal } from '../../src/reports/terminal.ts';
import { record } from './record.ts';

const RUNS = join(import.meta.dirname, 'golden/runs');

describe('the report for a terminal', () => {
  test.each(['not-met', 'passed', 'broken'])('says the same without colour: %s', (name) => {
    const read = (file: string): string => readFileSync(join(RUNS, name, file), 'utf8');
    expect(read('terminal-color.txt')).not.toBe(read('terminal.txt'));
    expect(stripVTControlCharacters(read('terminal-color.txt'))).toBe(read('terminal.txt'));
  });

  test('a failed run names the command that runs it again', () => {
    const text = renderTerminal([record({ status: 'broken' })], { color: false });
    expect(text).toMatch(/\n1 scenario, 1 broken\. Again: glue-replay run demo --seed 0\n$/);
  });

  test('each of several failed runs has its command', () => {
    const failed = { path: 'raw.accepted', expected: '1', found: '2', met: false, detail: null };
    const text = renderTerminal(
      [
        record({ status: 'failed', expectations: [failed], reproduce: 'again a' }),
        record({ status: 'failed', expectations: [failed], reproduce: 'again b' }),
        record({ reproduce: 'again c' }),
      ],
      { color: false },
    );
    expect(text).toMatch(/\n3 scenarios, 2 expectations not met\. Again:\n {2}again a\n {2}again b\n$/);
  });

  test('a scenario that was not run is counted, and is not green', () => {
    const text = renderTerminal([record({})], { color: false, refusals: [{ scenario: 'x', findings: [] }] });
    expect(text).toMatch(/\n2 scenarios, 1 not run\.\n$/);
  });
});
