import { basename } from 'node:path';
import { userError } from '../../../core/errors.ts';
import type { Finding } from '../../../core/finding.ts';
import { openSession } from '../../../duckdb/open-session.ts';
import type { Column, Session } from '../../../duckdb/session.ts';
import type { Sql } from '../../../duckdb/sql.ts';
import { foldersOf, openData, type DataInput } from '../../../formats/open-data.ts';
import type { FieldInput } from '../../field-schema.ts';
import { datasetName, inferred, type Inferred } from '../inferred.ts';
import { isKeyName, isPersonalOrFree } from '../name-hint.ts';
import { correlate } from './correlations.ts';
import { tellCompositeKey } from './composite-key.ts';
import { likeColumn } from './like-column.ts';
import { measureExtents } from './measure-extents.ts';
import { kindOfType, type SeenColumn, type SeenData } from './seen-column.ts';
import { takeSample } from './take-sample.ts';
import { uniqueColumns } from './unique-columns.ts';

export interface LikeOptions {
  /** The name of the dataset. Default: that of the file, or `data`. */
  readonly name?: string;
}

/**
 * A recipe of data like these: columns, types, shares of missing values, ranges, quantiles, categories, kinds and shapes
 * of text, keys, rank correlations. No value of a text column is in it but categories, that is values of a column with at
 * most 50 different ones that each stand in at least 5 rows; numbers are coarse (docs/generate-like.md states the rules).
 * Throws a `UserError` for data that cannot be read or have no columns.
 */
export async function recipeLike(data: DataInput, options: LikeOptions = {}): Promise<Inferred> {
  await using session = await openSession({ folders: await foldersOf(data) });
  const opened = await openData(session, data, { into: 'seen', lazy: true });
  const findings: Finding[] = [...opened.findings];
  const columns = opened.columns.filter(({ name }) => canBeAField(name, findings));
  if (columns.length === 0) throw noColumns();
  const { seen, found } = await measure(session, { all: opened.relation, columns, findings });
  const drafts: { column: SeenColumn; field: FieldInput }[] = [];
  for (const column of found) drafts.push({ column, field: await likeColumn(column) });
  const fields = await correlate(seen, drafts);
  const key = keyOf(drafts);
  if (key === undefined) await tellCompositeKey(seen, found);
  const name = options.name ?? datasetName(nameOf(data));
  const recipe = {
    name,
    about: `Like ${seen.rows} rows that were measured; none of them is in it.`,
    rows: seen.rows === 0 ? 1000 : seen.rows,
    ...(key === undefined ? {} : { key }),
    fields: Object.fromEntries(drafts.map(({ column, field }, index) => [column.name, fields[index] ?? field])),
  };
  return inferred(recipe, findings);
}

/** Takes the sample and all that is measured of every column alike. */
async function measure(
  session: Session,
  { all, columns, findings }: { all: Sql; columns: readonly Column[]; findings: Finding[] },
): Promise<{ seen: SeenData; found: SeenColumn[] }> {
  const { rows, extents } = await measureExtents(session, all, columns);
  if (rows === 0) findings.push(noRows());
  const sample = await takeSample(session, all, { columns, rows, into: 'seen sample' });
  const seen = { session, all, sample, rows, findings, tries: new Map<string, Sql>() };
  const measured = columns.map((column, index) => ({ ...column, ...(extents[index] ?? { present: 0 }) }));
  const unique = await uniqueColumns(seen, measured);
  const found = measured.map((column) => ({
    ...column,
    data: seen,
    label: column.name,
    isPersonal: isPersonalOrFree(column.name),
    kind: kindOfType(column.type),
    isUnique: unique.has(column.name),
  }));
  return { seen, found };
}

function canBeAField(name: string, findings: Finding[]): boolean {
  if (!name.startsWith('__')) return true;
  findings.push({
    code: 'INFER_COLUMN_LEFT_OUT',
    severity: 'warning',
    message: 'a field of a recipe cannot have a name that starts with __: the column is left out',
    column: name,
  });
  return false;
}

/** The first column that is unique in the recipe; one that is called as keys are before others. */
function keyOf(drafts: readonly { column: SeenColumn; field: FieldInput }[]): string | undefined {
  const unique = drafts.filter(
    ({ column, field }) =>
      column.isUnique && ('unique' in field || 'sequence' in field || 'uuid' in field || 'ticks' in field),
  );
  return (unique.find(({ column }) => isKeyName(column.name)) ?? unique[0])?.column.name;
}

function nameOf(data: DataInput): string {
  const path = typeof data === 'string' ? data : Array.isArray(data) ? String(data[0] ?? '') : '';
  return basename(path).replace(/(\.[a-z0-9]+)+$/i, '');
}

function noRows(): Finding {
  return {
    code: 'INFER_NO_ROWS',
    severity: 'warning',
    message: 'the data have no row to measure: every field of the recipe is empty',
    hint: 'Take data with rows, or a schema (--schema).',
  };
}

function noColumns(): Error {
  return userError({
    code: 'INFER_NO_COLUMNS',
    message: 'there is no column to make a field of',
    expected: 'data with at least one column',
  });
}
