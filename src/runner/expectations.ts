import { parseRuleset } from '../quality/dqdl/parse-ruleset.ts';
import { printRule } from '../quality/dqdl/print.ts';
import type { Derived } from './derive/derive-dataset.ts';
import { derivedDatasets } from './derive/derived-datasets.ts';
import type { DefectsRecord, Expectation, Stage, StageOf, StageRecord } from './record.ts';
import type { ExpectedNumber, ScenarioSpec } from './scenario-schema.ts';

/** One statement under `expect`, ready to be held against what happened. */
interface Claim {
  readonly path: string;
  readonly expected: string;
  /** Undefined where the stage it is about did not run to its end. */
  readonly judge: (facts: Facts) => Verdict | undefined;
}

interface Verdict {
  /** Where only the run tells what is expected: in place of what the claim says. */
  readonly expected?: string;
  readonly found: string;
  readonly met: boolean;
  readonly detail?: string;
}

interface Facts {
  readonly stages: readonly StageRecord[];
  readonly defects: DefectsRecord | null;
  readonly derived: ReadonlyMap<string, Derived>;
}

/** The paths of all expectations of a scenario, in the order of {@link judgeExpectations}. */
export function expectationPaths(spec: ScenarioSpec): string[] {
  return claimsOf(spec).map(({ path }) => path);
}

/** Holds every stated expectation against what the stages did; one whose stage did not run is not met. */
export function judgeExpectations(spec: ScenarioSpec, facts: Facts): Expectation[] {
  return claimsOf(spec).map(({ path, expected, judge }) => {
    const verdict: Verdict = judge(facts) ?? { found: 'not run', met: false };
    const { found, met, detail = null } = verdict;
    return { path, expected: verdict.expected ?? expected, found, met, detail };
  });
}

function claimsOf(spec: ScenarioSpec): Claim[] {
  const { raw, quality, defects, derived: _derived, ...datasets } = spec.expect;
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
    ...derivedDatasets(spec).flatMap((name) => derivedClaims(name, spec.ingestion[name]?.rules !== undefined)),
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

/** What follows from the labels of a dataset's source: its rows, those in quarantine, and what its rules say. */
function derivedClaims(name: string, hasRules: boolean): Claim[] {
  const dataset = `processed.${name}`;
  const counts = (['rows', 'quarantined'] as const).map((field) =>
    derivedClaim(name, field, ({ [field]: expected }, facts) => {
      const found = datasetCount(facts, dataset, field);
      return found === undefined ? undefined : { expected: `${expected}`, found: `${found}`, met: found === expected };
    }),
  );
  if (!hasRules) return counts;
  return [
    ...counts,
    derivedClaim(name, 'score', ({ quality }, facts) => {
      const found = qualityNumber(facts, dataset, 'score');
      if (!quality || found === undefined) return undefined;
      return { expected: `${quality.score}`, found: `${found}`, met: fits(found, quality.score) };
    }),
    derivedClaim(name, 'failed', ({ quality }, facts) => {
      if (!quality) return undefined;
      const { expected, judge } = failedClaim(dataset, quality.failed);
      const verdict = judge(facts);
      return verdict && { expected, ...verdict };
    }),
    derivedClaim(name, 'failingRows', ({ quality }) => {
      if (!quality) return undefined;
      const { count, sample } = quality.disagreements;
      const detail = count === 0 ? {} : { detail: sample.join('\n') };
      return {
        expected: 'as by the labels',
        found: count === 0 ? 'as by the labels' : `${count} others`,
        met: count === 0,
        ...detail,
      };
    }),
  ];
}

function derivedClaim(
  name: string,
  field: string,
  judge: (derived: Derived, facts: Facts) => Verdict | undefined,
): Claim {
  return {
    path: `derived.processed.${name}.${field}`,
    expected: 'what follows from the labels',
    judge: (facts) => {
      const derived = facts.derived.get(name);
      return derived && judge(derived, facts);
    },
  };
}
