import { expect, test } from 'vitest';
import { renderJUnit } from '../../src/reports/junit.ts';
import { record } from './record.ts';

test('a run without a scenario is a document without suites', () => {
  expect(renderJUnit([])).toContain('<testsuites name="glue-replay" tests="0" failures="0" errors="0" skipped="0"');
});

test('every stage and every expectation is a test case', () => {
  const xml = renderJUnit([
    record({
      stages: [{ stage: 'process', day: '2024-01-01', status: 'done', elapsedMs: 1500, findings: [], datasets: [] }],
      expectations: [{ path: 'raw.accepted', expected: '1', found: '1', met: true, detail: null }],
    }),
  ]);
  expect(xml).toContain('tests="2" failures="0" errors="0" skipped="0"');
  expect(xml).toContain('<testcase classname="demo.stages" name="process 2024-01-01" time="1.500"/>');
  expect(xml).toContain('<testcase classname="demo.expect" name="raw.accepted" time="0.000"/>');
});

test('a scenario that could not be replayed is an error, not an absence', () => {
  const findings = [{ code: 'YAML_SYNTAX', severity: 'error' as const, message: 'bad' }];
  const xml = renderJUnit([], [{ scenario: 'scenarios/x', findings }]);
  expect(xml).toContain('<testsuite name="scenarios/x" tests="1" failures="0" errors="1"');
  expect(xml).toContain('<error message="bad" type="YAML_SYNTAX">bad [YAML_SYNTAX]</error>');
});
