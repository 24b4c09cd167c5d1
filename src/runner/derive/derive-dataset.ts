import type { Column } from '../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../duckdb/sql.ts';
import { normalizeType } from '../../formats/declared-type.ts';
import { DEFECT_KINDS } from '../../generators/defects/registry.ts';
import { generateTable } from '../../generators/generate-table.ts';
import type { ReplayContext } from '../context.ts';
import type { IngestionSpec } from '../scenario-schema.ts';
import type { Assessment } from '../stages/assessment.ts';
import { evaluateDataset } from '../stages/evaluate-dataset.ts';
import { recipeOf, recipesOf } from '../stages/generate-object.ts';
import { makeModel } from './model-table.ts';

/** What must come of a dataset, by its source's recipe and the labels of its defects. */
export interface Derived {
  readonly rows: number;
  readonly quarantined: number;
  /** Of its ruleset, where it has one. */
  readonly quality: DerivedQuality | undefined;
}

export interface DerivedQuality {
  readonly score: number;
  /** The rules that must not pass. */
  readonly failed: readonly string[];
  /** Rows that fail a rule by the labels and not in the run, or the other way round; the first of them as text. */
  readonly disagreements: { readonly count: number; readonly sample: readonly string[] };
}

export interface DeriveInput {
  /** Name of the dataset without its zone. */
  readonly name: string;
  readonly spec: IngestionSpec;
  /** Session table of the labels; undefined where the source has no defects. */
  readonly labels: Sql | undefined;
  /** What the run found. */
  readonly assessment: Assessment | undefined;
}

/** Kinds that copy or move whole rows. */
const PLACING = DEFECT_KINDS.filter(({ level }) => level === 'row').map(({ kind }) => kind);
const MOVING = ['late-rows'];

/** Derives what a run must find in a dataset from its source's labels, and holds the rows that it flagged against it. */
export async function deriveDataset(context: ReplayContext, input: DeriveInput): Promise<Derived> {
  const { session } = context;
  const { name, spec, assessment } = input;
  const model = await modelOf(context, input);
  const kept = spec.onBadRow === 'keep';
  const [counted] = await session.rows(
    sql`select count(*) as rows, count(*) filter (where __bad) as bad from ${model}`,
  );
  const rows = Number(counted?.['rows']);
  const bad = kept ? 0 : Number(counted?.['bad']);
  const dataset = id(`derived ${name}`);
  await session.run(sql`create or replace temp table ${dataset} as
    select * exclude (__bad), ${context.effects.now()} as _ingested_at, ${context.runId} as _run_id
    from ${model} where ${kept ? sql`true` : sql`not __bad`}`);
  return {
    rows: rows - bad,
    quarantined: bad,
    quality:
      spec.rules === undefined ? undefined : await qualityOf(context, { name, rules: spec.rules, dataset, assessment }),
  };
}

async function modelOf(context: ReplayContext, { name, spec, labels }: DeriveInput): Promise<Sql> {
  const { session, scenario, seed, effects } = context;
  const source = spec.source ?? name;
  const made = scenario.spec.sources[source];
  if (!made) throw new TypeError(`no source ${source}`);
  const recipe = await recipeOf(made, context);
  const clean = await generateTable(session, recipe, {
    rows: made.generate?.rows ?? recipe.rows,
    seed,
    clock: effects.now(),
    references: await recipesOf(context),
    into: `derived ${name} clean`,
  });
  const known = await session.columns(clean);
  const columns = spec.columns === undefined ? known : declared(spec.columns);
  const none = sql`(select null::bigint as "row", null::varchar as "column", null::varchar as kind,
    null::varchar as "after", null::bigint as origin_row where false)`;
  const [first] = labels ? await session.rows(sql`select object from ${labels} limit 1`) : [];
  return makeModel(session, {
    clean,
    labels: labels ?? none,
    placing: PLACING,
    moving: MOVING,
    columns,
    object: String(first?.['object'] ?? source),
    into: `derived ${name} model`,
  });
}

function declared(columns: Readonly<Record<string, string>>): Column[] {
  return Object.entries(columns).map(([name, type]) => ({ name, type: normalizeType(type) }));
}

async function qualityOf(
  context: ReplayContext,
  {
    name,
    rules,
    dataset,
    assessment,
  }: { name: string; rules: string; dataset: Sql; assessment: Assessment | undefined },
): Promise<DerivedQuality> {
  const { session } = context;
  const into = `derived ${name} rows`;
  const primary = { relation: dataset, columns: await session.columns(dataset) };
  const result = await evaluateDataset(context, { dataset: `processed.${name}`, rules, into, primary });
  const failed = result.outcomes.filter(({ outcome }) => outcome !== 'Passed').map(({ rule }) => rule);
  const found = assessment?.rows;
  const sides = found === undefined ? [] : [flags('by the labels', id(into)), flags('in the run', found)];
  const sample = sides.length === 0 ? [] : await differing(context, sides);
  return { score: result.score, failed, disagreements: { count: sample.length, sample: sample.slice(0, 5) } };
}

/** One row for each row and rule that it fails. */
function flags(side: string, rows: Sql): Sql {
  return sql`select ${side} as side, _source_row as "row", unnest(${id('DataQualityRulesFail')}) as rule from ${rows}`;
}

async function differing({ session }: ReplayContext, sides: readonly Sql[]): Promise<string[]> {
  const rows = await session.rows(sql`
    select "row", rule, any_value(side) as side from (${join(sides, ' union all ')})
    group by "row", rule having count(distinct side) = 1
    order by "row", rule`);
  return rows.map(({ row, rule, side }) => `row ${String(row)} fails ${String(rule)} only ${String(side)}`);
}
