import type { Session } from '../duckdb/session.ts';
import { id, join, sql, type Sql } from '../duckdb/sql.ts';
import type { ReplayContext } from './context.ts';
import type { DefectsRecord } from './record.ts';
import type { Assessment } from './stages/assessment.ts';

export interface DefectsInput {
  /** Session table of labels by source. */
  readonly labels: ReadonlyMap<string, Sql>;
  /** Session table of bad values by ingested dataset. */
  readonly badRows: ReadonlyMap<string, Sql>;
  readonly assessments: readonly Assessment[];
}

/**
 * Holds the labels of the injected defects against what was flagged. A row is flagged by a quarantine reason or by a
 * rule that did not pass; a label is accounted for when its row is flagged for its column (or, for a defect of the
 * whole row, at all). A flagged row that bears no label, and that no duplicate was copied from, is a false alarm.
 * Undefined where no source has defects.
 */
export async function accountForDefects(context: ReplayContext, input: DefectsInput): Promise<DefectsRecord | null> {
  if (input.labels.size === 0) return null;
  const { session } = context;
  await session.run(sql`create or replace temp table labels as ${labelsQuery(context, input)}`);
  await session.run(sql`create or replace temp table flags as ${flagsQuery(context, input)}`);
  await session.run(sql`create or replace temp table accounts as
    select labels.*, exists (
      select 1 from flags
      where flags.dataset = labels.dataset and flags.object = labels.object and flags.row = labels.row
        and (labels.column_name is null or flags.columns is null
          or list_contains(flags.columns, lower(labels.column_name)))
    ) as caught from labels`);
  return summarize(session);
}

/** Labels with the dataset each was ingested into; those of a source that is not ingested count as missed. */
function labelsQuery({ scenario }: ReplayContext, { labels }: DefectsInput): Sql {
  const ingested = Object.entries(scenario.spec.ingestion);
  const pieces = [...labels].flatMap(([source, table]) => {
    const datasets = ingested.filter(([name, spec]) => (spec.source ?? name) === source).map(([name]) => name);
    return (datasets.length > 0 ? datasets : [source]).map(
      (dataset) => sql`select ${dataset} as dataset, object, "row", "column" as column_name, kind, origin_row,
        before, after from ${table}`,
    );
  });
  return join(pieces, ' union all ');
}

function flagsQuery({ scenario }: ReplayContext, { labels, badRows, assessments }: DefectsInput): Sql {
  const watched = Object.entries(scenario.spec.ingestion)
    .filter(([name, spec]) => labels.has(spec.source ?? name))
    .map(([name]) => name);
  const pieces = watched.flatMap((name) => [
    ...quarantineFlags(name, badRows.get(name)),
    ...assessments.filter(({ dataset }) => dataset === `processed.${name}`).flatMap((one) => ruleFlags(name, one)),
  ]);
  const nothing = sql`select null::varchar as dataset, null::varchar as object, null::bigint as "row",
    null::varchar[] as columns, null::varchar as reason where false`;
  return join([nothing, ...pieces], ' union all ');
}

function quarantineFlags(name: string, badRows: Sql | undefined): Sql[] {
  if (!badRows) return [];
  return [
    sql`select ${name}, _source_object, _source_row,
      case when column_name is null then null else [lower(column_name)] end, 'quarantine: ' || reason from ${badRows}`,
  ];
}

/** The rows that failed each rule that did not pass; a rule with a threshold may pass with rows that fail. */
function ruleFlags(name: string, { result, rows }: Assessment): Sql[] {
  if (rows === undefined) return [];
  return result.outcomes
    .filter(({ outcome, failingRows }) => outcome === 'Failed' && (failingRows?.count ?? 0) > 0)
    .map(({ rule, columns }) => {
      const judged = sql`[${columns.map((column) => column.toLowerCase())}]::varchar[]`;
      return sql`select ${name}, _source_object, _source_row, ${columns.length === 0 ? null : judged}, ${rule}
        from ${rows} where list_contains(${id('DataQualityRulesFail')}, ${rule})`;
    });
}

async function summarize(session: Session): Promise<DefectsRecord> {
  const byKind =
    await session.rows(sql`select dataset, kind, count(*) as labelled, count(*) filter (where caught) as caught
    from accounts group by all order by dataset, kind`);
  const missed = await session.rows(sql`select dataset, object, "row", column_name as "column", kind, before, after
    from accounts where not caught order by dataset, object, "row", column_name limit 5`);
  const alarms = sql`select distinct dataset, object, "row", reason from flags where not exists (
    select 1 from labels where labels.dataset = flags.dataset and labels.object = flags.object
      and flags.row in (labels.row, labels.origin_row))`;
  const [counted] = await session.rows(sql`select count(distinct (dataset, object, "row")) as rows from (${alarms})`);
  const labelled = byKind.reduce((sum, row) => sum + Number(row['labelled']), 0);
  const caught = byKind.reduce((sum, row) => sum + Number(row['caught']), 0);
  return {
    labelled,
    caught,
    share: labelled === 0 ? 1 : caught / labelled,
    falseAlarms: Number(counted?.['rows'] ?? 0),
    byKind: byKind.map((row) => ({
      kind: String(row['kind']),
      dataset: String(row['dataset']),
      labelled: Number(row['labelled']),
      caught: Number(row['caught']),
    })),
    missed: missed.map((row) => ({ ...row })),
    alarms: (await session.rows(sql`${alarms} order by all limit 5`)).map((row) => ({ ...row })),
  };
}
