import { UserError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { Column } from '../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { standardNames } from '../../formats/column-name.ts';
import { normalizeType } from '../../formats/declared-type.ts';
import { BAD_ROW_COLUMNS, type ReadResult } from '../../formats/format.ts';
import { formatNamed } from '../../formats/registry.ts';
import type { ReplayContext } from '../context.ts';
import type { IngestionSpec } from '../scenario-schema.ts';
import type { Decision } from './validate.ts';

/** The objects of one dataset's batch as one relation. */
export interface Batch {
  /** The dataset's columns, then `_source_object` and `_source_row`. */
  readonly relation: Sql;
  readonly columns: readonly Column[];
  readonly badRows: Sql;
  /** Whether all rows are of one object, so that `_source_row` alone orders them. */
  readonly single: boolean;
  readonly findings: readonly Finding[];
  /** Objects that could not be read at all. */
  readonly refused: readonly { readonly key: string; readonly source: string; readonly findings: readonly Finding[] }[];
}

/**
 * Reads a dataset's objects, of whatever formats, into one schema: the declared columns, or those of the objects under
 * standard names, united by name. An object that cannot be read is refused and the others go on.
 */
export async function readBatch(
  context: ReplayContext,
  { dataset, spec, objects }: { dataset: string; spec: IngestionSpec; objects: readonly Decision[] },
): Promise<Batch> {
  const declared =
    spec.columns && Object.entries(spec.columns).map(([name, type]) => ({ name, type: normalizeType(type) }));
  const keepBadRows = spec.onBadRow === 'keep';
  const reads: ReadResult[] = [];
  const refused: Batch['refused'][number][] = [];
  for (const [index, object] of objects.entries()) {
    try {
      const read = await readObject(context, { object, declared, keepBadRows, into: `${dataset}_${index}` });
      reads.push(declared ? read : renamed(read));
    } catch (error) {
      if (!(error instanceof UserError) || error.exitCode !== 2) throw error;
      refused.push({ key: object.key, source: object.source, findings: error.findings });
    }
  }
  const columns = declared ?? (reads.length > 0 ? await unitedColumns(context, reads) : []);
  const relations = reads.map(({ relation }) => sql`select * from ${relation}`);
  const nothing = emptySelect([
    ...columns,
    { name: '_source_object', type: 'VARCHAR' },
    { name: '_source_row', type: 'BIGINT' },
  ]);
  return {
    relation: sql`(${join([nothing, ...relations], ' union all by name ')})`,
    columns,
    single: reads.length <= 1,
    badRows: sql`(${join([emptySelect(BAD_ROW_COLUMNS), ...reads.map(({ badRows }) => sql`select * from ${badRows}`)], ' union all by name ')})`,
    findings: reads.flatMap(({ findings }) => findings),
    refused,
  };
}

async function readObject(
  { store, session }: ReplayContext,
  {
    object,
    declared,
    keepBadRows,
    into,
  }: { object: Decision; declared: readonly Column[] | undefined; keepBadRows: boolean; into: string },
): Promise<ReadResult> {
  const files = [{ path: await store.localPath('raw', object.key), object: object.key }];
  return formatNamed(object.format ?? '').read(session, {
    files,
    into,
    keepBadRows,
    ...(declared ? { columns: declared } : {}),
  });
}

/** The same rows with the columns under their standard names. */
function renamed(read: ReadResult): ReadResult {
  const names = standardNames(read.columns.map(({ name }) => name));
  const columns = read.columns.map(({ type }, index) => ({ name: names[index] ?? '', type }));
  const list = read.columns.map(({ name }, index) => sql`${id(name)} as ${id(names[index] ?? '')}`);
  return {
    ...read,
    columns,
    relation: sql`(select ${join(list)}, _source_object, _source_row from ${read.relation})`,
  };
}

/** Columns by name in the order they are first seen, each of the widest type among the objects. */
async function unitedColumns({ session }: ReplayContext, reads: readonly ReadResult[]): Promise<Column[]> {
  const pieces = reads.map(({ relation, columns }) => {
    return sql`(select ${join(columns.map(({ name }) => id(name)))} from ${relation} limit 0)`;
  });
  return session.columns(sql`(${join(pieces, ' union all by name ')})`);
}

function emptySelect(columns: readonly Column[]): Sql {
  return sql`select ${join(columns.map(({ name, type }) => sql`cast(null as ${raw(type)}) as ${id(name)}`))} where false`;
}
