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
  /** Objects that were quarantined, or could not be read. */
  readonly refused: readonly { readonly key: string; readonly source: string }[];
}

/**
 * Holds the labels of the injected defects against what was flagged. A row is flagged by a quarantine reason or by a
 * rule that did not pass; a label is accounted for when its row is flagged for its column (or, for a defect of the
 * whole row, at all), or when its object as a whole was refused. Damage that is in no row (removed rows, the table, the
 * file) is accounted for by a failed rule on its column, or, where it has none, by one on no column, or by any flag in
 * an object that has no other damage. A flagged row that bears no label, that nothing was copied from, and whose table
 * and file are whole, is a false alarm. Undefined where no source has defects.
 */
export async function accountForDefects(context: ReplayContext, input: DefectsInput): Promise<DefectsRecord | null> {
  if (input.labels.size === 0) return null;
  const { session } = context;
  await session.run(sql`create or replace temp table labels as ${labelsQuery(context, input)}`);
  await session.run(sql`create or replace temp table flags as ${flagsQuery(context, input)}`);
  await session.run(sql`create or replace temp table accounts as
    select labels.*, exists (
      select 1 from flags
      where flags.dataset = labels.dataset and case
        when flags.row is null and flags.object = labels.object then true
        when labels.row is not null then flags.object = labels.object and flags.row = labels.row and ${ofColumn}
        when labels.column_name is null then
          (flags.row is null and flags.columns is null and flags.object is null)
          or (labels.origin_row is null and flags.object = labels.object
            and labels.object not in (select damaged.object from labels as damaged where damaged.row is not null))
        else (flags.row is null or flags.object = labels.object) and list_contains(flags.columns, lower(labels.column_name))
      end
    ) as caught from labels`);
  return summarize(session);
}

/** Whether a flag is about the column of a label, or either about a whole row. */
const ofColumn = sql`(labels.column_name is null or flags.columns is null
  or list_contains(flags.columns, lower(labels.column_name)))`;

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

function flagsQuery({ scenario }: ReplayContext, { labels, badRows, assessments, refused }: DefectsInput): Sql {
  const watched = Object.entries(scenario.spec.ingestion)
    .filter(([name, spec]) => labels.has(spec.source ?? name))
    .map(([name]) => name);
  const pieces = watched.flatMap((name) => [
    ...refused
      .filter(({ source }) => source === (scenario.spec.ingestion[name]?.source ?? name))
      .map(({ key }) => sql`select ${name}, ${key}, null, null, 'refused'`),
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

/** Each rule that did not pass, and the rows that failed it; a rule with a threshold may pass with rows that fail. */
function ruleFlags(name: string, { result, rows }: Assessment): Sql[] {
  return result.outcomes
    .filter(({ outcome }) => outcome === 'Failed')
    .flatMap(({ rule, columns, failingRows }) => {
      const judged = columns.length === 0 ? null : sql`[${columns.map((column) => column.toLowerCase())}]::varchar[]`;
      const whole = sql`select ${name}, null, null, ${judged}, ${rule}`;
      if (rows === undefined || (failingRows?.count ?? 0) === 0) return [whole];
      return [
        whole,
        sql`select ${name}, _source_object, _source_row, ${judged}, ${rule}
          from ${rows} where list_contains(${id('DataQualityRulesFail')}, ${rule})`,
      ];
    });
}

async function summarize(session: Session): Promise<DefectsRecord> {
  const byKind =
    await session.rows(sql`select dataset, kind, count(*) as labelled, count(*) filter (where caught) as caught
    from accounts group by all order by dataset, kind`);
  const missed = await session.rows(sql`select dataset, object, "row", column_name as "column", kind, before, after
    from accounts where not caught order by dataset, object, "row", column_name limit 5`);
  const alarms = sql`select distinct dataset, object, "row", reason from flags
    where flags.row is not null and not exists (
      select 1 from labels where labels.dataset = flags.dataset and case
        when labels.row is null and labels.origin_row is null
          then flags.object = labels.object or (labels.kind = 'duplicated-file' and flags.object = labels.before)
        else labels.object = flags.object and flags.row in (labels.row, labels.origin_row) end
        and (labels.row is not null or ${ofColumn}))`;
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
