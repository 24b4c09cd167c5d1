import type { Finding } from '../core/finding.ts';
import { guardFunctions } from '../duckdb/guards.ts';
import type { Session } from '../duckdb/session.ts';
import { ROW_COUNT } from './analyzers/counts.ts';
import type { Dataset } from './dataset.ts';
import type { RuleNode, Ruleset } from './dqdl/ast.ts';
import { mergedLabels } from './dqdl/resolve.ts';
import type { FileSource } from './file-source.ts';
import { analyzerResults } from './judge/analyzer-results.ts';
import { hasRowMethod, judgeByRows } from './judge/judge-by-rows.ts';
import { judgeRule } from './judge/judge-rule.ts';
import type { Verdict } from './judge/verdict.ts';
import { measuredNumber, type Measured } from './measure/measurement.ts';
import { dropPatternTables } from './measure/pattern-tables.ts';
import { measureRelation } from './measuring.ts';
import { withNestedColumns, withNestedReferences } from './nested-columns.ts';
import { planOf } from './plan/plan-ruleset.ts';
import type { Plan } from './plan/plan.ts';
import { prepareRuleset, type PreparedRuleset } from './plan/prepare.ts';
import { planRowPass, type RowPass } from './plan/row-pass.ts';
import { giveResults } from './rows/result-rows.ts';
import type { ListedNode, RowReader } from './rows/row-reader.ts';
import type { RowLevelOptions, RowRequest } from './rows/row-request.ts';
import { labelledText, ruleText } from './rule-text.ts';
import { scoreOf } from './score.ts';
import type { PartitionedData } from './states/partition.ts';
import type { CheckResult, FailingRows, Relation, RuleOutcome } from './types.ts';

export interface EvaluationRequest extends RowLevelOptions {
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
  /** Give all rows with their row-level results. */
  readonly rows?: RowRequest;
  /** The primary relation in parts, with the states that are kept of them. */
  readonly partitioned?: PartitionedData;
  /** How many failing rows to show for a rule; default 5. */
  readonly sampleRows?: number;
}

/**
 * Judges a relation by a ruleset: plans, measures, judges. A bad rule costs itself only: it fails, or its outcome is
 * `Error` where this version cannot say. Semantics and reasons: docs/dqdl.md.
 */
export async function evaluateRuleset(request: EvaluationRequest): Promise<CheckResult> {
  const { session, ruleset } = request;
  const { primary, references = {}, clock, files } = request;
  const dataset: Dataset = {
    primary: withNestedColumns(primary, ruleset),
    references: withNestedReferences(references, ruleset),
    clock,
    files,
  };
  const prepared = prepareRuleset(ruleset, dataset);
  const plan = planOf(prepared, dataset);
  try {
    await using _guards = await guardFunctions(session, userTexts(plan));
    const measuring = await measureRelation({
      session,
      plan,
      dataset,
      prepared,
      partitioned: request.partitioned,
      asPrimary: (relation) => withNestedColumns(relation, ruleset),
      nodes: ruleset.rules,
      sampleRows: request.sampleRows ?? 5,
      filteredRowLabel: request.filteredRowLabel ?? 'PASSED',
    });
    const { measured } = measuring;
    await using rows = await measuring.openRows(request.rows === undefined ? undefined : listedRules(request));
    const verdicts = await judge(request, { prepared, measured, rows });
    const failed = ruleset.rules.filter((_, index) => verdicts[index]?.outcome === 'Failed');
    const failing = await rows.failing(failed);
    if (request.rows !== undefined) await giveResults(session, await rows.results(), request.rows);
    const { metrics, distributions, findings } = analyzerResults(prepared, measured);
    const outcomes = ruleset.rules.flatMap((node, index) => {
      const verdict = verdicts[index];
      return verdict === undefined ? [] : [outcomeOf(ruleset, node, verdict, failing.get(node))];
    });
    const partitions = measuring.partitions();
    return {
      score: scoreOf(outcomes),
      rowCount: rowCountOf(measured),
      outcomes,
      metrics,
      distributions,
      findings: [...(request.findings ?? []), ...measuring.findings, ...findings],
      ...(partitions === undefined ? {} : { partitions }),
    };
  } finally {
    await dropPatternTables(session, plan);
  }
}

/** All SQL that is the user's. */
function userTexts({ filters, queries }: Plan): readonly string[] {
  return [...filters, ...queries.map(({ query }) => query)];
}

/** What is run for a ruleset: for its metrics, and for verdicts on rows. */
export interface RulesetPlan extends Plan {
  readonly rowPass: RowPass;
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
): RulesetPlan {
  const dataset: Dataset = {
    primary: withNestedColumns(primary, ruleset),
    references: withNestedReferences(references, ruleset),
    clock,
    files: undefined,
  };
  const prepared = prepareRuleset(ruleset, dataset);
  return { ...planOf(prepared, dataset), rowPass: planRowPass(ruleset.rules, prepared, dataset) };
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
  const failing = await rows.counts(byRows);
  return verdicts.map((verdict, index) => {
    const node = ruleset.rules[index];
    const found = node === undefined ? undefined : failing.get(node);
    return found === undefined ? verdict : judgeByRows(verdict, { failing: found, rows: rowCount });
  });
}

/** The rules as the lists of row-level results name them. */
function listedRules({ ruleset, ruleWithLabels = 'DISABLED' }: EvaluationRequest): ListedNode[] {
  const textOf = (node: RuleNode): string =>
    ruleWithLabels === 'ENABLED' ? labelledText(ruleset, node) : ruleText(node);
  return ruleset.rules.map((node) => ({ node, text: textOf(node) }));
}

function outcomeOf(ruleset: Ruleset, node: RuleNode, verdict: Verdict, failing: FailingRows | undefined): RuleOutcome {
  const rule = ruleText(node);
  return {
    rule,
    outcome: verdict.outcome,
    failureReason: verdict.reason,
    evaluatedMetrics: verdict.metrics,
    evaluatedRule: rule,
    columns: verdict.columns,
    labels: Object.fromEntries(mergedLabels(ruleset, node)),
    ...(verdict.details === undefined || verdict.details.length === 0 ? {} : { details: verdict.details }),
    ...(failing === undefined ? {} : { failingRows: failing }),
  };
}

function rowCountOf(measured: Measured): number {
  return measuredNumber(measured.values.get(ROW_COUNT)) ?? 0;
}
