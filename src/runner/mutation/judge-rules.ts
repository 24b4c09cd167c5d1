import { guardFunctions } from '../../duckdb/guards.ts';
import type { Session } from '../../duckdb/session.ts';
import type { Dataset } from '../../quality/dataset.ts';
import type { RuleNode, Ruleset } from '../../quality/dqdl/ast.ts';
import type { FileSource } from '../../quality/file-source.ts';
import { judgeRule } from '../../quality/judge/judge-rule.ts';
import type { Verdict } from '../../quality/judge/verdict.ts';
import { measure } from '../../quality/measure/measure.ts';
import { dropPatternTables } from '../../quality/measure/pattern-tables.ts';
import { withNestedColumns, withNestedReferences } from '../../quality/nested-columns.ts';
import { planOf } from '../../quality/plan/plan-ruleset.ts';
import { prepareRuleset } from '../../quality/plan/prepare.ts';
import { measurePartitioned } from '../../quality/states/measure-partitioned.ts';
import type { PartitionedData } from '../../quality/states/partition.ts';
import type { Relation } from '../../quality/types.ts';

/** What rules are judged on. */
export interface Judged {
  readonly session: Session;
  readonly primary: Relation;
  /** The primary relation in parts, with what is known of them. */
  readonly partitioned?: PartitionedData;
  readonly references: Readonly<Record<string, Relation>>;
  readonly clock: Date;
  readonly files: FileSource | undefined;
}

/**
 * The verdict on each rule, in order: as `evaluateRuleset` gives it, without the rows that break a rule, which cost as
 * much again and which nobody looks at here.
 */
export async function judgeRules(rules: readonly RuleNode[], judged: Judged): Promise<readonly Verdict[]> {
  if (rules.length === 0) return [];
  const { session, partitioned, clock, files } = judged;
  const ruleset = { ...NOTHING, rules };
  const asPrimary = (relation: Relation): Relation => withNestedColumns(relation, ruleset);
  const references = withNestedReferences(judged.references, ruleset);
  const dataset: Dataset = { primary: asPrimary(judged.primary), references, clock, files };
  const prepared = prepareRuleset(ruleset, dataset);
  const plan = planOf(prepared, dataset);
  try {
    const texts = [...plan.filters, ...plan.queries.map(({ query }) => query)];
    await using _guards = await guardFunctions(session, texts);
    const measured =
      partitioned === undefined
        ? await measure(session, plan, dataset)
        : (await measurePartitioned(session, { plan, prepared, dataset, data: partitioned, asPrimary })).measured;
    return rules.map((rule) => judgeRule(rule, prepared, measured));
  } finally {
    await dropPatternTables(session, plan);
  }
}

const NOTHING: Ruleset = {
  metadata: [],
  dataSources: undefined,
  variables: [],
  defaultLabels: [],
  rules: [],
  analyzers: [],
};
