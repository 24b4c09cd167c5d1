import { parseRuleset } from '../quality/dqdl/parse-ruleset.ts';
import { printRule } from '../quality/dqdl/print.ts';
import type { DefectsRecord, Expectation, Stage, StageOf, StageRecord } from './record.ts';
import type { ExpectedNumber, ScenarioSpec } from './scenario-schema.ts';

/** One statement under `expect`, ready to be held against what happened. */
interface Claim {
  readonly path: string;
  readonly expected: string;
  /** Undefined where the stage it is about did not run to its end. */
  readonly judge: (facts: Facts) => { found: string; met: boolean; detail?: string } | undefined;
}

interface Facts {
  readonly stages: readonly StageRecord[];
  readonly defects: DefectsRecord | null;
}

/** The paths of all expectations of a scenario, in the order of {@link judgeExpectations}. */
export function expectationPaths(spec: ScenarioSpec): string[] {
  return claimsOf(spec).map(({ path }) => path);
}

/** Holds every stated expectation against what the stages did; one whose stage did not run is not met. */
export function judgeExpectations(spec: ScenarioSpec, facts: Facts): Expectation[] {
  return claimsOf(spec).map(({ path, expected, judge }) => {
    const verdict = judge(facts) ?? { found: 'not run', met: false };
    return { path, expected, found: verdict.found, met: verdict.met, detail: verdict.detail ?? null };
  });
}

function claimsOf(spec: ScenarioSpec): Claim[] {
  const { raw, quality, defects, ...datasets } = spec.expect;
  return [
    ...numberClaims('raw', ['accepted', 'quarantined'], raw, (facts, field) => rawCount(facts, field)),
    ...Object.entries(datasets).flatMap(([dataset, expected]) =>
      numberClaims(dataset, ['rows', 'quarantined', 'partitions'], expected, (facts, field) =>
        datasetCount(facts, dataset, field),
      ),
    ),
    ...Object.entries(quality).flatMap(([dataset, { failed, alert, ...numbers }]) => [
      ...numberClaims(`quality.${dataset}`, ['score', 'passed'], numbers, (facts, field) =>
        qualityNumber(facts, dataset, field),
      ),
      ...(failed ? [failedClaim(dataset, failed)] : []),
      ...(alert === undefined ? [] : [alertClaim(dataset, alert)]),
    ]),
    ...numberClaims('defects', ['caught', 'falseAlarms'], defects, (facts, field) => defectsNumber(facts, field)),
  ];
}

function numberClaims<Field extends string>(
  path: string,
  fields: readonly Field[],
  expected: { readonly [F in Field]?: ExpectedNumber | undefined },
  find: (facts: Facts, field: Field) => number | undefined,
): Claim[] {
  return fields.flatMap((field) => {
    const value = expected[field];
    if (value === undefined) return [];
    const judge = (facts: Facts): ReturnType<Claim['judge']> => {
      const found = find(facts, field);
      return found === undefined ? undefined : { found: String(found), met: fits(found, value) };
    };
    return [{ path: `${path}.${field}`, expected: printNumber(value), judge }];
  });
}

function fits(found: number, expected: ExpectedNumber): boolean {
  if (typeof expected === 'number') return found === expected || Math.abs(found - expected) <= 1e-12;
  if ('near' in expected) return Math.abs(found - expected.near) <= expected.within;
  return found >= (expected.atLeast ?? -Infinity) && found <= (expected.atMost ?? Infinity);
}

function printNumber(expected: ExpectedNumber): string {
  if (typeof expected === 'number') return String(expected);
  if ('near' in expected) return `${expected.near} ± ${expected.within}`;
  const bounds = [
    expected.atLeast === undefined ? [] : [`at least ${expected.atLeast}`],
    expected.atMost === undefined ? [] : [`at most ${expected.atMost}`],
  ];
  return bounds.flat().join(' and ');
}

function done<S extends Stage>({ stages }: Facts, stage: S): StageOf<S> | undefined {
  return stages.find((one): one is StageOf<S> => one.stage === stage && one.status === 'done');
}

/** Objects that ingestion could not read count as quarantined: they are. */
function rawCount(facts: Facts, field: 'accepted' | 'quarantined'): number | undefined {
  const validated = done(facts, 'validate');
  const refused = done(facts, 'ingest')?.refused.length ?? 0;
  if (!validated) return undefined;
  return field === 'accepted' ? validated.accepted - refused : validated.quarantined + refused;
}

function datasetCount(facts: Facts, dataset: string, field: 'rows' | 'quarantined' | 'partitions'): number | undefined {
  if (dataset.startsWith('processed.')) {
    return done(facts, 'ingest')?.datasets.find((one) => one.dataset === dataset)?.[field];
  }
  return field === 'quarantined'
    ? undefined
    : done(facts, 'process')?.datasets.find((one) => one.dataset === dataset)?.[field];
}

function assessed(facts: Facts, dataset: string): StageOf<'assess'>['datasets'][number] | undefined {
  return done(facts, 'assess')?.datasets.find((one) => one.dataset === dataset);
}

function qualityNumber(facts: Facts, dataset: string, field: 'score' | 'passed'): number | undefined {
  const found = assessed(facts, dataset);
  if (!found) return undefined;
  return field === 'score' ? found.score : found.outcomes.filter(({ outcome }) => outcome === 'Passed').length;
}

/** Of a scenario without defects nothing is known. */
function defectsNumber({ defects }: Facts, field: 'caught' | 'falseAlarms'): number | undefined {
  return field === 'caught' ? defects?.share : defects?.falseAlarms;
}

function failedClaim(dataset: string, rules: readonly string[]): Claim {
  const expected = rules.map(canonical).toSorted();
  return {
    path: `quality.${dataset}.failed`,
    expected: listed(expected),
    judge(facts) {
      const found = assessed(facts, dataset);
      if (!found) return undefined;
      const failed = found.outcomes.filter(({ outcome }) => outcome !== 'Passed').map(({ rule }) => rule);
      const missing = expected.filter((rule) => !failed.includes(rule));
      const extra = failed.filter((rule) => !expected.includes(rule));
      const detail = [
        ...missing.map((rule) => `expected to fail, but passed or is not in the ruleset: ${rule}`),
        ...extra.map((rule) => `failed, but was expected to pass: ${rule}`),
      ].join('\n');
      return { found: listed(failed.toSorted()), met: detail === '', ...(detail === '' ? {} : { detail }) };
    },
  };
}

/** A rule's canonical text, so that spacing does not matter; text that is no rule stays as it is, and fits nothing. */
function canonical(text: string): string {
  const { ruleset } = parseRuleset(`Rules = [ ${text} ]`);
  const [rule] = ruleset.rules;
  return rule && ruleset.rules.length === 1 ? printRule(rule) : text.trim();
}

function listed(rules: readonly string[]): string {
  return rules.length === 0 ? 'none' : rules.join(', ');
}

function alertClaim(dataset: string, expected: boolean): Claim {
  return {
    path: `quality.${dataset}.alert`,
    expected: String(expected),
    judge(facts) {
      const found = assessed(facts, dataset);
      return found && { found: String(found.alert !== null), met: (found.alert !== null) === expected };
    },
  };
}
