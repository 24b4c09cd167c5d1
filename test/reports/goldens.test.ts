import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { z } from 'zod';
import { renderCheck, type ReportedCheck } from '../../src/reports/check.ts';
import { REPORTERS, type ReporterName } from '../../src/reports/registry.ts';
import { replayRecordSchema, type ReplayRecord } from '../../src/runner/record.ts';
import { expectGolden } from '../golden.ts';

const GOLDEN = join(import.meta.dirname, 'golden');
/** What is read is what JSON writes. */
const REPORTS: readonly (readonly [ReporterName, string])[] = [
  ['terminal', 'terminal.txt'],
  ['json', 'records.json'],
  ['junit', 'junit.xml'],
  ['github', 'github.txt'],
  ['github-summary', 'summary.md'],
];
const REFUSALS = [
  {
    scenario: 'scenarios/unreadable',
    findings: [
      {
        code: 'CONFIG_UNKNOWN_KEY',
        severity: 'error' as const,
        message: 'unknown key "sede"',
        file: 'scenarios/unreadable/scenario.yaml',
        range: { start: { line: 2, column: 1, offset: 9 }, end: { line: 2, column: 5, offset: 13 } },
      },
    ],
  },
];

describe.each(readdirSync(join(GOLDEN, 'runs')))('a run that is %s', (name) => {
  const records = readRecords(name);
  const refusals = name === 'broken' ? REFUSALS : [];

  test.each(REPORTS)('as %s', (reporter, file) => {
    const text = REPORTERS[reporter](records, { color: false, width: 100, refusals });
    expectGolden(golden(name, file), text);
  });

  test('as terminal with colour', () => {
    const text = REPORTERS.terminal(records, { color: true, width: 100, refusals });
    expectGolden(golden(name, 'terminal-color.txt'), text);
  });
});

describe.each(readdirSync(join(GOLDEN, 'checks')))('a check that has %s', (name) => {
  const result: ReportedCheck = JSON.parse(readFileSync(join(GOLDEN, 'checks', name, 'result.json'), 'utf8'));

  test('for people', () =>
    expectGolden(`reports/golden/checks/${name}/terminal.txt`, renderCheck(result, { color: false, width: 100 })));
});

function golden(name: string, file: string): string {
  return `reports/golden/runs/${name}/${file}`;
}

function readRecords(name: string): ReplayRecord[] {
  return z
    .array(replayRecordSchema)
    .parse(JSON.parse(readFileSync(join(GOLDEN, 'runs', name, 'records.json'), 'utf8')));
}
