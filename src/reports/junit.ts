import { formatFinding, type Finding } from '../core/finding.ts';
import type { Expectation, ReplayRecord, StageRecord } from '../runner/record.ts';
import type { Refusal } from './refusal.ts';
import { renderXml, type Element } from './xml.ts';

/**
 * Replay records as JUnit XML: a test suite a scenario; in it a test case a stage (an error where it failed, skipped
 * where it was not reached) and one an expectation (a failure where it was not met). Times are in seconds.
 */
export function renderJUnit(records: readonly ReplayRecord[], refusals: readonly Refusal[] = []): string {
  const suites = [...records.map(suiteOf), ...refusals.map(refusedSuite)];
  return renderXml({ name: 'testsuites', attributes: { name: 'glue-replay', ...sums(suites) }, children: suites });
}

function suiteOf(record: ReplayRecord): Element {
  const { name } = record.scenario;
  const cases = [
    ...(record.findings.some(isError) ? [caseOf(name, 'scenario', 0, [problem('error', record.findings)])] : []),
    ...record.stages.map((stage) => stageCase(name, stage)),
    ...record.expectations.map((expectation) => expectationCase(name, expectation)),
  ];
  return {
    name: 'testsuite',
    attributes: { name, timestamp: record.clock, ...countCases(cases), time: seconds(record.elapsedMs) },
    children: [
      {
        name: 'properties',
        attributes: {},
        children: Object.entries({ seed: record.seed, lake: record.lake, reproduce: record.reproduce }).map(
          ([key, value]) => ({ name: 'property', attributes: { name: key, value } }),
        ),
      },
      ...cases,
    ],
  };
}

function refusedSuite({ scenario, findings }: Refusal): Element {
  const cases = [caseOf(scenario, 'scenario', 0, [problem('error', findings)])];
  return { name: 'testsuite', attributes: { name: scenario, ...countCases(cases), time: seconds(0) }, children: cases };
}

function stageCase(scenario: string, { stage, day, status, elapsedMs, findings }: StageRecord): Element {
  const children =
    status === 'failed'
      ? [problem('error', findings)]
      : status === 'skipped'
        ? [{ name: 'skipped', attributes: { message: 'a stage before it failed' } }]
        : [];
  return caseOf(`${scenario}.stages`, `${stage} ${day}`, elapsedMs, children);
}

function expectationCase(scenario: string, { path, expected, found, met, detail }: Expectation): Element {
  const message = `expected ${expected}, found ${found}`;
  const failure = {
    name: 'failure',
    attributes: { message, type: 'EXPECTATION_NOT_MET' },
    children: [detail === null ? message : `${message}\n${detail}`],
  };
  return caseOf(`${scenario}.expect`, path, 0, met ? [] : [failure]);
}

function caseOf(classname: string, name: string, elapsedMs: number, children: readonly Element[]): Element {
  return { name: 'testcase', attributes: { classname, name, time: seconds(elapsedMs) }, children };
}

function problem(name: 'error', findings: readonly Finding[]): Element {
  const first = findings.find(isError) ?? findings[0];
  return {
    name,
    attributes: { message: first?.message ?? 'failed', type: first?.code ?? 'STAGE_FAILED' },
    children: [findings.map(formatFinding).join('\n')],
  };
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

const COUNTED = { failures: 'failure', errors: 'error', skipped: 'skipped' } as const;
type Counts = Record<'tests' | keyof typeof COUNTED, number>;

function countCases(cases: readonly Element[]): Counts {
  const withChild = (name: string): number =>
    cases.filter(({ children = [] }) => children.some((child) => typeof child === 'object' && child.name === name))
      .length;
  return {
    tests: cases.length,
    failures: withChild(COUNTED.failures),
    errors: withChild(COUNTED.errors),
    skipped: withChild(COUNTED.skipped),
  };
}

function sums(suites: readonly Element[]): Record<string, string | number> {
  const sum = (key: string): number => suites.reduce((all, { attributes }) => all + Number(attributes[key] ?? 0), 0);
  return {
    tests: sum('tests'),
    failures: sum('failures'),
    errors: sum('errors'),
    skipped: sum('skipped'),
    time: sum('time').toFixed(3),
  };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
