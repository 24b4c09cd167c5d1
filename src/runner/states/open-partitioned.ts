import { access } from 'node:fs/promises';
import type { Finding } from '../../core/finding.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { id, join, raw, sql } from '../../duckdb/sql.ts';
import { columnsOfEvidence, unitedEvidence } from '../../formats/column-evidence.ts';
import { SOURCE_COLUMNS } from '../../formats/column-names.ts';
import { hiveColumns } from '../../formats/hive-folders.ts';
import { formatsMixed } from '../../formats/format-of-files.ts';
import type { DataInput } from '../../formats/open-data.ts';
import type { Partition, PartitionedData } from '../../quality/states/partition.ts';
import type { Relation } from '../../quality/types.ts';
import { lookInto, type SeenPartition } from './look-into.ts';
import { sweepContents } from './partition-content.ts';
import { partitionFiles } from './partition-files.ts';
import { settlePartition } from './settle-partition.ts';
import { StateFolder } from './state-folder.ts';
import { stateablePaths } from './state-place.ts';

export interface OpenedPartitions {
  /** Typed, and empty until all rows are asked for. */
  readonly primary: Relation;
  readonly data: PartitionedData;
  readonly findings: readonly Finding[];
}

/**
 * The files that paths mean as partitions of one relation, with the columns that `openData` would find, and with their
 * states in `folder`. Only partitions that are new or changed are looked into. Throws a `UserError` as `openData` and
 * {@link stateablePaths} do.
 */
export async function openPartitioned(
  session: Session,
  input: DataInput,
  { into, folder }: { readonly into: string; readonly folder: string },
): Promise<OpenedPartitions> {
  const paths = await stateablePaths(input, folder);
  const states = new StateFolder(folder, session);
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
    findings: inOrder(findings),
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

/** Each once, those about rows last. */
function inOrder(findings: readonly Finding[]): Finding[] {
  const different = [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
  return different.toSorted((a, b) => Number(a.code === 'BAD_ROWS') - Number(b.code === 'BAD_ROWS'));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
