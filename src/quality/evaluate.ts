import type { Finding } from '../core/finding.ts';
import type { Session } from '../duckdb/session.ts';
import { keyOf, total } from './analyzers/request.ts';
import type { Dataset, FileSource } from './dataset.ts';
import type { RuleNode, Ruleset } from './dqdl/ast.ts';
import { printRule } from './dqdl/print.ts';
import { hasRowMethod, judgeByRows } from './judge/judge-by-rows.ts';
import { judgeRule } from './judge/judge-rule.ts';
import { readMetric } from './judge/read-metric.ts';
import type { Verdict } from './judge/verdict.ts';
import type { Measured } from './measure/measurement.ts';
import { measure } from './measure/measure.ts';
import { dropPatternTables } from './measure/pattern-tables.ts';
import { planOf } from './plan/plan-ruleset.ts';
import type { Plan } from './plan/plan.ts';
import { prepareRuleset, type PreparedRuleset } from './plan/prepare.ts';
import { openRows, type RowReader } from './rows/row-reader.ts';
import { scoreOf } from './score.ts';
import type { CheckResult, FailingRows, Relation, RuleOutcome } from './types.ts';

export interface EvaluationRequest {
  readonly session: Session;
  readonly ruleset: Ruleset;
  /** What the parser had to say: passed on in the result. */
  readonly findings?: readonly Finding[];
  readonly primary: Relation;
  /** Further relations by the alias that rules use for them. */
  readonly references?: Readonly<Record<string, Relation>>;
  /** What `now()` is. */
  readonly clock: Date;
  /** Where rules on files find them. */
  readonly files?: FileSource;
  /** Make a table of all rows with their row-level results. */
  readonly rows?: { readonly into: string };
  /** How many failing rows to show for a rule; default 5. */
  readonly sampleRows?: number;
  /** How composites are judged: by the verdicts of their members on the whole (default), or row by row. */
  readonly compositeMethod?: 'COLUMN' | 'ROW';
}

/**
 * Judges a relation by a ruleset: plans, measures, judges. A bad rule costs itself only: it fails, or its outcome is
 * `Error` where this version cannot say. Semantics and reasons: docs/dqdl.md.
 */
export async function evaluateRuleset(request: EvaluationRequest): Promise<CheckResult> {
  const { session, ruleset } = request;
  const { primary, references = {}, clock, files } = request;
  const dataset: Dataset = { primary, references, clock, files };
  const prepared = prepareRuleset(ruleset, dataset);
  const plan = planOf(prepared, dataset);
  try {
    const measured = await measure(session, plan, dataset);
    const rows = await openRows({ session, dataset, prepared, measured });
    const verdicts = await judge(request, { prepared, measured, rows });
    const failed = ruleset.rules.filter((_, index) => verdicts[index]?.outcome === 'Failed');
    const failing = await rows.failing(failed, request.sampleRows ?? 5);
    if (request.rows !== undefined) await rows.createTable(request.rows.into, ruleset.rules);
    const outcomes = ruleset.rules.flatMap((node, index) => {
      const verdict = verdicts[index];
      return verdict === undefined ? [] : [outcomeOf(node, verdict, failing.get(node))];
    });
    return {
      score: scoreOf(outcomes),
      rowCount: rowCountOf(measured),
      outcomes,
      metrics: metricsOf(prepared, measured),
      findings: [...(request.findings ?? []), ...analyzerFindings(prepared, measured)],
    };
  } finally {
    await dropPatternTables(session, plan);
  }
}

/** What {@link evaluateRuleset} would run. Nothing is read. */
export function planRuleset(
  ruleset: Ruleset,
  {
    primary,
    references = {},
    clock,
  }: {
    readonly primary: Relation;
    readonly references?: Readonly<Record<string, Relation>>;
    readonly clock: Date;
  },
): Plan {
  const dataset: Dataset = { primary, references, clock, files: undefined };
  return planOf(prepareRuleset(ruleset, dataset), dataset);
}

/** A verdict for each rule, in order. */
async function judge(
  { ruleset, compositeMethod = 'COLUMN' }: EvaluationRequest,
  {
    prepared,
    measured,
    rows,
  }: { readonly prepared: PreparedRuleset; readonly measured: Measured; readonly rows: RowReader },
): Promise<readonly Verdict[]> {
  const verdicts = ruleset.rules.map((node) => judgeRule(node, prepared, measured));
  const rowCount = rowCountOf(measured);
  const byRows = ruleset.rules.filter((node) => node.kind === 'composite' && hasRowMethod(node));
  if (compositeMethod === 'COLUMN' || rowCount === 0 || byRows.length === 0) return verdicts;
  const failing = await rows.failing(byRows, 0);
  return verdicts.map((verdict, index) => {
    const node = ruleset.rules[index];
    const found = node === undefined ? undefined : failing.get(node);
    return found === undefined ? verdict : judgeByRows(verdict, { failing: found.count, rows: rowCount });
  });
}

function outcomeOf(node: RuleNode, verdict: Verdict, failing: FailingRows | undefined): RuleOutcome {
  const rule = printRule(node);
  return {
    rule,
    outcome: verdict.outcome,
    failureReason: verdict.reason,
    evaluatedMetrics: verdict.metrics,
    evaluatedRule: rule,
    columns: verdict.columns,
    ...(failing === undefined ? {} : { failingRows: failing }),
  };
}

function rowCountOf(measured: Measured): number {
  const measurement = measured.values.get(ROW_COUNT);
  return measurement !== undefined && 'value' in measurement ? (measurement.value ?? 0) : 0;
}

/** The key under which the plan always has the number of rows. */
const ROW_COUNT = keyOf(total('count(*)', { where: undefined }));

function metricsOf(prepared: PreparedRuleset, measured: Measured): Record<string, number> {
  const readings = prepared.analyzers.map((analyzer) => [analyzer.metric, readMetric(analyzer, measured)] as const);
  return Object.fromEntries(
    readings.flatMap(([metric, reading]) => (reading.kind === 'value' ? [[metric, reading.value]] : [])),
  );
}

/** Analyzers have no outcome: what could not be measured is a finding. */
function analyzerFindings(prepared: PreparedRuleset, measured: Measured): Finding[] {
  const failed = prepared.analyzers.flatMap((analyzer): Finding[] => {
    const reading = readMetric(analyzer, measured);
    if (reading.kind !== 'failure') return [];
    return [
      {
        code: 'ANALYZER_FAILED',
        severity: 'warning',
        message: `${analyzer.metric} was not measured: ${reading.failure}`,
      },
    ];
  });
  const unknown = prepared.unmeasured.map(({ type, range }): Finding => ({
    code: 'ANALYZER_NOT_MEASURED',
    severity: 'warning',
    message: `the analyzer ${type} is not measured by this version`,
    range,
  }));
  return [...failed, ...unknown];
}
