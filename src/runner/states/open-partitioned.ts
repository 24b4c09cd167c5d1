import { access } from 'node:fs/promises';
import type { Finding } from '../../core/finding.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { id, join, raw, sql } from '../../duckdb/sql.ts';
import { columnsOfEvidence, unitedEvidence } from '../../formats/column-evidence.ts';
import { SOURCE_COLUMNS } from '../../formats/column-names.ts';
import { hiveColumns } from '../../formats/hive-folders.ts';
import { formatsMixed } from '../../formats/open-data.ts';
import type { Partition, PartitionedData } from '../../quality/states/partition.ts';
import type { Relation } from '../../quality/types.ts';
import { lookInto, type LookOptions, type SeenPartition } from './look-into.ts';
import { sweepContents } from './partition-content.ts';
import { partitionFiles } from './partition-files.ts';
import { settlePartition } from './settle-partition.ts';

export interface OpenedPartitions {
  /** Typed, and empty until all rows are asked for. */
  readonly primary: Relation;
  readonly data: PartitionedData;
  readonly findings: readonly Finding[];
}

/**
 * The files that paths mean as partitions of one relation, with the columns that `openData` would find. Only partitions
 * that are new or changed are looked into. Throws a `UserError` as `openData` does.
 */
export async function openPartitioned(
  session: Session,
  paths: readonly string[],
  { into, states }: LookOptions,
): Promise<OpenedPartitions> {
  const seen: SeenPartition[] = [];
  for (const partition of await partitionFiles(paths)) {
    seen.push(await lookInto(session, partition, { into: `${into} ${seen.length}`, states }));
  }
  requireOneFormat(seen);
  const { columns: own, findings } = await columnsOfEvidence(
    session,
    unitedEvidence(seen.map(({ content }) => content.evidence)),
  );
  const files = seen.flatMap(({ partition }) => partition.files);
  const hive = await hiveColumns(
    session,
    own,
    files.map((file) => file.hive),
  );
  const partitions: Partition[] = [];
  for (const each of seen) {
    const settled = await settlePartition(
      session,
      each,
      { own, hive },
      { into: `${into} ${partitions.length}`, states },
    );
    partitions.push(settled.partition);
    findings.push(...settled.findings);
  }
  await sweepContents(states, exists);
  const columns = [...own, ...hive];
  await createEmpty(session, into, columns);
  return {
    primary: { relation: id(into), columns, objects: files.map(({ file }) => file.object) },
    data: { partitions, states, openWhole: () => createWhole(session, into, partitions) },
    findings: distinct(findings),
  };
}

function requireOneFormat(seen: readonly SeenPartition[]): void {
  const formats = new Map(
    seen.toReversed().map(({ content, partition }) => [content.format, partition.files[0]?.file.object ?? '']),
  );
  if (formats.size > 1) throw formatsMixed([...formats].toReversed());
}

async function createEmpty(session: Session, into: string, columns: readonly Column[]): Promise<void> {
  const [object, row] = SOURCE_COLUMNS;
  const typed = [...columns, { name: object, type: 'VARCHAR' }, { name: row, type: 'BIGINT' }];
  const values = typed.map(({ name, type }) => sql`cast(null as ${raw(type)}) as ${id(name)}`);
  await session.run(sql`create or replace view ${id(into)} as select ${join(values)} where false`);
}

async function createWhole(session: Session, into: string, partitions: readonly Partition[]): Promise<void> {
  const selects = [];
  for (const partition of partitions) selects.push(sql`select * from ${(await partition.open()).relation}`);
  await session.run(sql`create or replace view ${id(into)} as ${join(selects, ' union all ')}`);
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
