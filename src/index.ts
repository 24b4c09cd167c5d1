export type { Effects, ProgressEvent } from './core/effects.ts';
export { realEffects } from './core/effects.ts';
export { UserError } from './core/errors.ts';
export { formatFinding, type Finding, type Position, type Range } from './core/finding.ts';
export type { Column } from './duckdb/session.ts';
export type { Plain } from './duckdb/plain.ts';
export { decodeConfluent, type ConfluentMessage, type SchemaSource } from './formats/avro/decode-confluent.ts';
export type { CsvOptions } from './formats/csv-options.ts';
export type { FormatName, ReadOptions } from './formats/format.ts';
export type { PartialPolicy as GatePolicyInput } from './formats/gate/policy.ts';
export type { DataInput, LiteralData } from './formats/open-data.ts';
export { openFile, type OpenedFile, type OpenFileOptions } from './formats/open-file.ts';
export type { GenerateOptions } from './generators/compile/origin.ts';
export { generateBatches } from './generators/generate-batches.ts';
export type { Inferred } from './generators/infer/inferred.ts';
export { recipeLike, type LikeOptions } from './generators/infer/like/recipe-like.ts';
export { recipeFromSchema, type SchemaOptions } from './generators/infer/schema/recipe-from-schema.ts';
export { defineRecipe, readRecipe, type Recipe, type RecipeInput } from './generators/recipe.ts';
export { findRecipe } from './generators/registry.ts';
export { sampleOf } from './generators/sample-of.ts';
export { rows, type RowsOptions } from './generators/unit/rows.ts';
export { table } from './generators/unit/table.ts';
export type { Analyzer, Composite, Condition, Rule, RuleNode, Ruleset } from './quality/dqdl/ast.ts';
export { parseRuleset } from './quality/dqdl/parse-ruleset.ts';
export { printRuleset } from './quality/dqdl/print.ts';
export { formatRuleset, type Formatted } from './quality/fmt/format-ruleset.ts';
export { lintRuleset, type LintOptions } from './quality/lint/lint-ruleset.ts';
export type { CheckResult, Distribution, FailingRows, Outcome, PartitionCounts, RuleOutcome } from './quality/types.ts';
export { check, explain, type CheckOptions } from './runner/check.ts';
export { findScenarios } from './runner/find-scenarios.ts';
export { checkHealth, type DeployedOptions, type HealthOptions } from './runner/health/check-health.ts';
export type { HealthRecord } from './runner/health/health-record.ts';
export { mutate, type MutateOptions } from './runner/mutation/mutate.ts';
export type { MutationResult } from './runner/mutation/result.ts';
export type { ReplayRecord, StageRecord } from './runner/record.ts';
export { replay, type ReplayOptions } from './runner/replay.ts';
export type {
  ShrinkExpectationOptions,
  ShrinkExpectationResult,
  ShrunkFile,
} from './runner/shrink/expectation/options.ts';
export { shrinkExpectation } from './runner/shrink/expectation/shrink-expectation.ts';
export type {
  ShrinkDataOptions,
  ShrinkDatasetOptions,
  ShrinkEnd,
  ShrinkOptions,
  ShrinkResult,
  ShrinkSettings,
  ShrunkTable,
  WantedOutcome,
} from './runner/shrink/options.ts';
export { shrink } from './runner/shrink/shrink.ts';
