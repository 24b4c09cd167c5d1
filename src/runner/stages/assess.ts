import { id } from '../../duckdb/sql.ts';
import type { CheckResult, FailingRows } from '../../quality/types.ts';
import { checkStopped, type ReplayContext } from '../context.ts';
import type { Assessment } from './assessment.ts';
import type { StageOf } from '../record.ts';
import { evaluateDataset } from './evaluate-dataset.ts';
import { commitResults } from './quality-results.ts';

type DatasetRecord = StageOf<'assess'>['datasets'][number];
type RecordedRows = NonNullable<DatasetRecord['outcomes'][number]['failingRows']>;

/**
 * Runs each dataset's ruleset and writes the results to the quality zone. Row-level results are made of the datasets
 * whose defects are labelled: there they are needed.
 */
export async function assess(
  context: ReplayContext,
  labels: ReadonlyMap<string, unknown>,
): Promise<{ assessments: Assessment[] }> {
  const assessments: Assessment[] = [];
  for (const { dataset, rules, alertBelow } of rulesetsOf(context)) {
    checkStopped(context.effects);
    const began = context.effects.elapsed();
    const into = isLabelled(context, dataset, labels) ? `assessed_${assessments.length}` : undefined;
    const result = await evaluateDataset(context, { dataset, rules, into });
    const rows = into === undefined ? undefined : id(into);
    assessments.push({ dataset, result, rows, alertBelow, elapsedMs: context.effects.elapsed() - began });
  }
  await commitResults(context, assessments);
  return { assessments };
}

export function assessmentRecord({ dataset, result, alertBelow, elapsedMs }: Assessment): DatasetRecord {
  const { score, rowCount, outcomes, metrics, distributions, findings } = result;
  const alert = alertBelow !== undefined && score < alertBelow ? `score ${score} is below ${alertBelow}` : null;
  return {
    dataset,
    score,
    rowCount,
    outcomes: outcomes.map(({ failingRows, details, ...outcome }) => ({
      ...outcome,
      columns: [...outcome.columns],
      evaluatedMetrics: jsonMetrics(outcome.evaluatedMetrics),
      ...(details ? { details: [...details] } : {}),
      labels: { ...outcome.labels },
      ...(failingRows ? { failingRows: recordedRows(failingRows) } : {}),
    })),
    metrics: jsonMetrics(metrics),
    ...jsonDistributions(distributions),
    findings: findings.map((finding) => ({ ...finding })),
    alert,
    elapsedMs,
  };
}

function recordedRows({ count, sample, sampleColumns }: FailingRows): RecordedRows {
  return { count, sample: [...sample], sampleColumns: sampleColumns.map((columns) => [...columns]) };
}

/** The rulesets of `ingestion` and `quality`, in that order, which is that of the record. */
export function rulesetsOf({
  scenario,
}: Pick<ReplayContext, 'scenario'>): { dataset: string; rules: string; alertBelow: number | undefined }[] {
  const { ingestion, quality } = scenario.spec;
  const ofIngestion = Object.entries(ingestion).flatMap(([name, { rules, alertBelow }]) =>
    rules === undefined ? [] : [{ dataset: `processed.${name}`, rules, alertBelow }],
  );
  const ofQuality = Object.entries(quality).map(([dataset, { rules, alertBelow }]) => ({ dataset, rules, alertBelow }));
  return [...ofIngestion, ...ofQuality];
}

function isLabelled(context: ReplayContext, dataset: string, labels: ReadonlyMap<string, unknown>): boolean {
  const [zone, name = ''] = dataset.split('.');
  return zone === 'processed' && labels.has(context.scenario.spec.ingestion[name]?.source ?? name);
}

/** JSON has no NaN and no infinities: they are written as text. */
function jsonMetrics(
  metrics: Readonly<Record<string, number>>,
): Record<string, number | 'NaN' | 'Infinity' | '-Infinity'> {
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, jsonNumber(value)]));
}

type DistributionsRecord = NonNullable<DatasetRecord['distributions']>;

function jsonDistributions(distributions: CheckResult['distributions']): { distributions?: DistributionsRecord } {
  const records: DistributionsRecord = {};
  for (const [name, { binEdges, counts, ...rest }] of Object.entries(distributions)) {
    const edges = binEdges.map((edge) => (typeof edge === 'number' ? jsonNumber(edge) : edge));
    records[name] = { ...rest, binEdges: edges, counts: [...counts] };
  }
  return Object.keys(records).length === 0 ? {} : { distributions: records };
}

function jsonNumber(value: number): number | 'NaN' | 'Infinity' | '-Infinity' {
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? 'Infinity' : '-Infinity';
}
