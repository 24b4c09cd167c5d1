import { UserError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { Column } from '../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { normalizeType } from '../../formats/declared-type.ts';
import { BAD_ROW_COLUMNS, type ReadRequest, type ReadResult } from '../../formats/format.ts';
import { formatNamed } from '../../formats/registry.ts';
import { storableType } from '../../formats/storable-type.ts';
import type { ReplayContext } from '../context.ts';
import type { IngestionSpec } from '../scenario-schema.ts';
import { standardizeOf } from '../standardize-schema.ts';
import { uniteReads, type OwnRead } from './unite-reads.ts';
import type { Decision } from './validate.ts';

/** The objects of one dataset's batch as one relation. */
export interface Batch {
  /** The dataset's columns, then `_source_object` and `_source_row`. */
  readonly relation: Sql;
  readonly columns: readonly Column[];
  readonly badRows: Sql;
  /**
   * Each object that could be read, and what was read of it, under the names of the dataset's columns. The rows of one
   * alone are ordered by `_source_row`.
   */
  readonly reads: readonly { readonly object: Decision; readonly read: ReadResult }[];
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
    spec.columns &&
    Object.entries(spec.columns).map(([name, type]) => ({ name, type: storableType(normalizeType(type)) }));
  const standardize = spec.standardize && standardizeOf(spec.standardize);
  const own: (OwnRead & { readonly object: Decision })[] = [];
  const refused: Batch['refused'][number][] = [];
  for (const [index, object] of objects.entries()) {
    const again = (found?: readonly Column[]): Promise<ReadResult> =>
      readObject(context, {
        object,
        request: {
          into: `${dataset}_${index}`,
          keepBadRows: spec.onBadRow === 'keep',
          ...(declared ? { columns: declared } : {}),
          ...(found ? { found } : {}),
          ...(standardize ? { standardize } : {}),
        },
      });
    try {
      own.push({ object, read: await again(), again });
    } catch (error) {
      if (!(error instanceof UserError) || error.exitCode !== 2) throw error;
      refused.push({ key: object.key, source: object.source, findings: error.findings });
    }
  }
  const united = declared
    ? { reads: own.map(({ read }) => read), columns: declared, findings: [] }
    : await uniteReads(context.session, own);
  const { reads, columns } = united;
  const relations = reads.map(({ relation }) => sql`select * from ${relation}`);
  const nothing = emptySelect([
    ...columns,
    { name: '_source_object', type: 'VARCHAR' },
    { name: '_source_row', type: 'BIGINT' },
  ]);
  return {
    relation: sql`(${join([nothing, ...relations], ' union all by name ')})`,
    columns,
    badRows: sql`(${join([emptySelect(BAD_ROW_COLUMNS), ...reads.map(({ badRows }) => sql`select * from ${badRows}`)], ' union all by name ')})`,
    reads: reads.flatMap((read, index) => {
      const object = own[index]?.object;
      return object ? [{ object, read }] : [];
    }),
    findings: [...united.findings, ...reads.flatMap(({ findings }) => findings)],
    refused,
  };
}

async function readObject(
  { store, session }: ReplayContext,
  { object, request }: { object: Decision; request: Omit<ReadRequest, 'files'> },
): Promise<ReadResult> {
  const files = [{ path: await store.localPath('raw', object.key), object: object.key }];
  return formatNamed(object.format ?? '').read(session, { files, ...request });
}

function emptySelect(columns: readonly Column[]): Sql {
  return sql`select ${join(columns.map(({ name, type }) => sql`cast(null as ${raw(type)}) as ${id(name)}`))} where false`;
}
