import { z } from 'zod';
import type { Finding } from '../core/finding.ts';

const count = z.int().nonnegative();
const position = z.object({ line: count, column: count, offset: count });
export const findingSchema: z.ZodType<Finding> = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  file: z.string().exactOptional(),
  range: z.object({ start: position, end: position }).exactOptional(),
  dataset: z.string().exactOptional(),
  row: z.int().exactOptional(),
  column: z.string().exactOptional(),
  offset: z.int().exactOptional(),
  found: z.string().exactOptional(),
  expected: z.string().exactOptional(),
  nearest: z.string().exactOptional(),
  hint: z.string().exactOptional(),
});
const plainRow = z.record(z.string(), z.unknown());

const ruleOutcome = z.object({
  rule: z.string().describe('Canonical text of the rule.'),
  outcome: z.enum(['Passed', 'Failed', 'Error']),
  failureReason: z.string().nullable(),
  evaluatedMetrics: z.record(z.string(), z.number().or(z.literal(['NaN', 'Infinity', '-Infinity']))),
  evaluatedRule: z.string(),
  columns: z.array(z.string()),
  details: z.array(z.string()).optional().describe('What more there is to say of why it failed.'),
  labels: z.record(z.string(), z.string()).default({}).describe('By key: those of `DefaultLabels`, then its own.'),
  failingRows: z
    .object({
      count,
      sample: z.array(plainRow),
      sampleColumns: z
        .array(z.array(z.string()))
        .default([])
        .describe('For each row of the sample the columns that break the rule.'),
    })
    .optional(),
});

const distribution = z.object({
  dataType: z.string().describe("The column's type in Spark."),
  binEdges: z
    .array(z.number().or(z.string()))
    .describe('Of numbers the edges of the bins, one more than there are counts; else the values as text.'),
  counts: z.array(count),
  nullCount: count,
  tailCount: count.describe('Values that are not listed; 0 for numbers.'),
});

const stageBase = {
  day: z.iso.date().describe('The business day this stage ran for.'),
  status: z.enum(['done', 'failed', 'skipped']).describe('skipped: a stage before it failed.'),
  elapsedMs: z.number().nonnegative(),
  findings: z.array(findingSchema),
};

const stage = z.discriminatedUnion('stage', [
  z.object({
    stage: z.literal('land'),
    ...stageBase,
    sources: z.array(z.object({ source: z.string(), objects: count, bytes: count, written: count })),
  }),
  z.object({
    stage: z.literal('validate'),
    ...stageBase,
    accepted: count,
    quarantined: count,
    objects: z.array(
      z.object({
        key: z.string(),
        source: z.string(),
        verdict: z.enum(['accepted', 'quarantined']),
        format: z.string().nullable(),
        findings: z.array(findingSchema),
      }),
    ),
    skipped: z
      .array(z.object({ check: z.string(), reason: z.string(), objects: count }))
      .describe('Checks of the gate that were not made, and why.'),
  }),
  z.object({
    stage: z.literal('ingest'),
    ...stageBase,
    refused: z
      .array(z.object({ key: z.string(), source: z.string(), findings: z.array(findingSchema) }))
      .describe('Objects that validation accepted but that could not be read; in quarantine.'),
    datasets: z.array(
      z.object({
        dataset: z.string().describe('`processed.<name>`'),
        rows: count,
        quarantined: count.describe('Rows, not values.'),
        partitions: count,
        written: count.describe('Objects written by this run; 0 when nothing changed.'),
        reasons: z.array(z.object({ column: z.string().nullable(), reason: z.string(), rows: count })),
        sample: z.array(plainRow).describe('The first bad values.'),
        elapsedMs: z.number().nonnegative(),
      }),
    ),
  }),
  z.object({
    stage: z.literal('process'),
    ...stageBase,
    datasets: z.array(
      z.object({
        dataset: z.string().describe('`curated.<name>`'),
        rows: count,
        partitions: count,
        written: count,
        elapsedMs: z.number().nonnegative(),
      }),
    ),
  }),
  z.object({
    stage: z.literal('assess'),
    ...stageBase,
    datasets: z.array(
      z.object({
        dataset: z.string(),
        score: z.number(),
        rowCount: count,
        outcomes: z.array(ruleOutcome),
        metrics: z.record(z.string(), z.number().or(z.string())),
        distributions: z
          .record(z.string(), distribution)
          .optional()
          .describe('Those that the ruleset asks for, by metric name.'),
        findings: z.array(findingSchema),
        alert: z.string().nullable().describe('Why the score raises an alert, if it does.'),
        elapsedMs: z.number().nonnegative(),
      }),
    ),
  }),
]);

const expectation = z.object({
  path: z.string().describe('Where in `expect` it stands: `processed.transactions.rows`.'),
  expected: z.string().describe('`9702`, `0.97 ± 0.01`, `at least 0.95`.'),
  found: z.string().describe('`not run` where the stage did not run.'),
  met: z.boolean(),
  detail: z.string().nullable().describe('More on a difference.'),
});

const defects = z.object({
  labelled: count,
  caught: count,
  share: z.number().describe('caught of labelled, 0 to 1; what `expect.defects.caught` is about.'),
  falseAlarms: count.describe('Clean rows that were flagged or quarantined.'),
  byKind: z.array(z.object({ kind: z.string(), dataset: z.string(), labelled: count, caught: count })),
  missed: z.array(plainRow).describe('The first labels that nothing accounts for.'),
  alarms: z.array(plainRow).describe('The first clean rows that were flagged, with the rule.'),
});

/** What one replay did and found: everything a report needs. Published as schemas/replay-record.json. */
export const replayRecordSchema = z.object({
  version: z.literal(1),
  scenario: z.object({ name: z.string(), about: z.string(), path: z.string() }),
  seed: z.int(),
  clock: z.iso.datetime(),
  lake: z.string(),
  runId: z.string().describe('Equal for equal scenario, seed, clock and inputs.'),
  engine: z.literal('duckdb'),
  status: z.enum(['passed', 'failed', 'broken']).describe('failed: expectations not met. broken: a stage failed.'),
  reproduce: z.string().describe('The command that runs it again.'),
  elapsedMs: z.number().nonnegative(),
  stages: z.array(stage),
  expectations: z.array(expectation),
  defects: defects.nullable(),
  traffic: z
    .object({ requests: count, bytesDown: count, bytesUp: count })
    .nullable()
    .describe('What went over the network to and from the lake; null for a lake in a folder.'),
  findings: z.array(findingSchema),
});

export type ReplayRecord = z.output<typeof replayRecordSchema>;
export type StageRecord = ReplayRecord['stages'][number];
export type Stage = StageRecord['stage'];
export type StageOf<S extends Stage> = Extract<StageRecord, { stage: S }>;
export type Expectation = ReplayRecord['expectations'][number];
export type DefectsRecord = NonNullable<ReplayRecord['defects']>;
