import type { Finding } from '../../core/finding.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import type { Sql } from '../../duckdb/sql.ts';
import { openFiles } from '../../formats/open-data.ts';
import { damaged } from '../../quality/states/load-state.ts';
import { loadContent, type PartitionContent } from './partition-content.ts';
import type { PartitionFiles } from './partition-files.ts';
import type { StateFolder } from './state-folder.ts';

/** A partition of which the types are known. */
export interface SeenPartition {
  readonly partition: PartitionFiles;
  readonly content: PartitionContent;
  /** Its rows, where they had to be opened, with the columns of `content`. */
  readonly opened: Sql | undefined;
  /** Whether what was kept of it is damaged. */
  readonly findings: readonly Finding[];
}

export interface LookOptions {
  /** Name of the relation to make. */
  readonly into: string;
  readonly states: StateFolder;
}

/** What the files of a partition are: as it was found when they were read last, or, where they are others, by reading. */
export async function lookInto(
  session: Session,
  partition: PartitionFiles,
  { into, states }: LookOptions,
): Promise<SeenPartition> {
  const kept = await loadContent(states, partition);
  if (typeof kept === 'object') return { partition, content: kept, opened: undefined, findings: [] };
  const seen = await readAs(session, partition, { into, columns: undefined });
  return { ...seen, findings: kept === 'damaged' ? [damaged(partition.name)] : [] };
}

/** Opens the rows of a partition: with the columns of a larger data set, or, without these, with its own. */
export async function readAs(
  session: Session,
  partition: PartitionFiles,
  { into, columns }: { readonly into: string; readonly columns: readonly Column[] | undefined },
): Promise<SeenPartition & { readonly opened: Sql }> {
  const files = partition.files.map(({ file }) => file);
  const read = await openFiles(session, files, { into, lazy: true, found: columns });
  const content = {
    files: partition.files.map(({ stamp }) => stamp),
    format: read.format,
    evidence: read.evidence ?? [],
    columns: read.columns,
    findings: read.findings,
  };
  return { partition, content, opened: read.relation, findings: [] };
}
