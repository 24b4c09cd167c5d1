import { mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join as joinPath, posix } from 'node:path';
import type { Session } from '../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../duckdb/sql.ts';
import type { FormatName } from '../../formats/format.ts';
import { formatNamed } from '../../formats/registry.ts';
import { writeAtomically } from '../../formats/write-atomically.ts';
import { damageFile, type FileDefectLabel } from './files/damage-file.ts';
import type { WrittenFile } from './files/file-damage.ts';
import { planFileDefects, type PlannedFileDefect } from './files/plan-file-defects.ts';
import type { DoneDefect, Injected } from './inject-defects.ts';
import { LABEL_COLUMNS } from './labels.ts';
import type { Defect } from './schema.ts';

export interface WriteDamagedOptions {
  readonly format: FormatName;
  /** Where to write; a defect may give the file another name in the same folder. */
  readonly path: string;
  readonly object: string;
  readonly dataset: string;
  readonly defects: readonly Defect[];
  readonly seed: number | bigint | string;
  /** Where to write the labels as Parquet. Default: nowhere. */
  readonly labelsPath?: string;
  /** Stops work on the bytes of the file; statements are stopped by the session's own. */
  readonly signal?: AbortSignal;
  /** Writes a query's rows to a file. Default: as the format does. */
  readonly write?: (query: Sql, path: string) => Promise<void>;
}

/** What was written. */
export interface Written {
  /** One file, or two where a defect delivers it twice. */
  readonly files: readonly WrittenFile[];
  readonly labelled: number;
  /** By defect, in the order of the list. */
  readonly done: readonly DoneDefect[];
}

/**
 * Writes damaged rows as a file, does the defects of the file, and writes all labels. The data are written last and as
 * a whole: after a failure the files are as they were before. The same options give the same bytes.
 */
export async function writeDamaged(
  session: Session,
  injected: Pick<Injected, 'relation' | 'columns' | 'labels' | 'labelled' | 'done'>,
  options: WriteDamagedOptions,
): Promise<Written> {
  const { relation, columns, labels } = injected;
  const write = options.write ?? ((query, path) => formatNamed(options.format).write(session, query, path));
  // Sorted by row, since an unsorted write may give other bytes with other threads.
  const query = sql`select ${join(columns.map(({ name }) => id(name)))} from ${relation} order by rowid`;
  const planned = planFileDefects(options.defects, options);
  if (planned.length === 0) {
    await writeLabels(session, labels, options.labelsPath);
    await write(query, options.path);
    const { labelled, done } = injected;
    return { files: [{ path: options.path, object: options.object }], labelled, done };
  }
  const folder = await mkdtemp(joinPath(session.scratch, 'damaged-'));
  try {
    const path = joinPath(folder, 'file');
    await write(query, path);
    const needsRows = planned.some(({ damage }) => damage.target === 'content' && damage.phase === 'rows');
    const taken = needsRows ? await labelledRows(session, labels) : new Set<number>();
    const damaged = await damageFile(planned, { ...options, path, taken });
    await addLabels(session, labels, options.dataset, damaged.labels);
    await writeLabels(session, labels, options.labelsPath);
    const files = await moveInPlace(session, damaged.files, options.path);
    const labelled = injected.labelled + damaged.labels.length;
    return { files, labelled, done: [...injected.done, ...doneOf(planned, damaged.labels)] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Moves damaged files into the folder of `path`, under the names of their objects. */
export async function moveInPlace(
  session: Session,
  files: readonly WrittenFile[],
  path: string,
): Promise<WrittenFile[]> {
  const moved: WrittenFile[] = [];
  for (const { path: made, object } of files) {
    const target = joinPath(dirname(path), posix.basename(object));
    await writeAtomically(session, target, (part) => rename(made, part));
    moved.push({ path: target, object });
  }
  return moved;
}

/** How much each defect of a file did. */
export function doneOf(planned: readonly PlannedFileDefect[], labels: readonly FileDefectLabel[]): DoneDefect[] {
  return planned.map(({ index, kind }) => ({
    index,
    kind,
    count: labels.filter((label) => label.index === index).length,
  }));
}

/** Adds labels of damage to a file to a table of labels, which stays in its order. */
export async function addLabels(
  session: Session,
  labels: Sql,
  dataset: string,
  more: readonly FileDefectLabel[],
): Promise<void> {
  if (more.length === 0) return;
  const rows = more.map(
    ({ object, row = null, kind, before, after, label }) =>
      sql`(${dataset}, ${object}, ${row}, null, ${kind}, ${before}, ${after}, null, ${label})`,
  );
  await session.run(sql`insert into ${labels} values ${join(rows)}`);
  await session.run(
    sql`create or replace table ${labels} as select * from ${labels}
        order by "row", origin_row, "column", kind, "before", "after"`,
  );
}

async function labelledRows(session: Session, labels: Sql): Promise<Set<number>> {
  const rows = await session.rows(sql`select distinct "row" from ${labels} where "row" is not null`);
  return new Set(rows.map(({ row }) => Number(row)));
}

/** Writes a table of labels as Parquet. */
export async function writeLabels(session: Session, labels: Sql, path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const columns = join(LABEL_COLUMNS.map(({ name }) => id(name)));
  await formatNamed('parquet').write(session, sql`select ${columns} from ${labels} order by rowid`, path);
}
