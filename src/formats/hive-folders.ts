import type { Column, Session } from '../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../duckdb/sql.ts';
import { fold, SOURCE_COLUMNS } from './column-names.ts';
import type { ReadResult } from './format.ts';
import { profileTexts, typeOfTexts } from './infer-text.ts';
import { textFit } from './text-fit.ts';

const NULL_PARTITION = '__HIVE_DEFAULT_PARTITION__';

/** The `name=value` folders of a path below `root`, in order; a value is percent-decoded, and NULL by Hive's own name for it. */
export function hiveValues(path: string, root: string): Map<string, string | null> {
  const folders = path.slice(root.length).split(/[\\/]/).slice(0, -1);
  const pairs = folders.flatMap((folder) => {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(folder) ?? [];
    return name === undefined || value === undefined ? [] : [[decode(name), decode(value)] as const];
  });
  return new Map(pairs.map(([name, value]) => [name, value === NULL_PARTITION ? null : value]));
}

/**
 * Adds Hive partition values to what was read as columns after the file's own, typed by all values; a column that the
 * files hold themselves stays theirs. `values` is by source object.
 */
export async function addHiveColumns(
  session: Session,
  read: ReadResult,
  { into, values }: { into: string; values: ReadonlyMap<string, ReadonlyMap<string, string | null>> },
): Promise<ReadResult> {
  const columns = await hiveColumns(session, read.columns, [...values.values()]);
  if (columns.length === 0) return read;
  const lines = [...values].map(
    ([object, pairs]) => sql`(${[object, ...columns.map(({ name }) => pairs.get(name) ?? null)]})`,
  );
  const cells = columns.map((_, index) => id(`v${index}`));
  const typed = columns.map(
    ({ name, type }, index) => sql`${typedValue(cells[index] ?? sql`null`, type)} as ${id(name)}`,
  );
  const [objectName, rowName] = SOURCE_COLUMNS.map((name) => sql`r.${id(name)}`);
  const ownList = read.columns.map(({ name }) => sql`r.${id(name)}`);
  await session.run(sql`create or replace view ${id(into)} as
    select ${join([...ownList, ...typed, objectName ?? '', rowName ?? ''])}
    from ${read.relation} r
    join (values ${join(lines)}) h(${join([id('object'), ...cells])}) on ${objectName ?? ''} = h.object`);
  return { ...read, relation: id(into), columns: [...read.columns, ...columns] };
}

/** The columns that partition folders add to those of the files, typed by all their values, which are given by file. */
export async function hiveColumns(
  session: Session,
  own: readonly Column[],
  values: readonly ReadonlyMap<string, string | null>[],
): Promise<Column[]> {
  const taken = new Set(own.map(({ name }) => fold(name)));
  const names = [...new Set(values.flatMap((pairs) => [...pairs.keys()]))].filter((name) => !taken.has(fold(name)));
  if (names.length === 0) return [];
  const different = new Map(
    values.map((pairs) => names.map((name) => pairs.get(name) ?? null)).map((line) => [JSON.stringify(line), line]),
  );
  const lines = [...different.values()].map((line) => sql`(${line})`);
  const cells = names.map((_, index) => id(`v${index}`));
  const texts = cells.map((cell) => sql`cast(${cell} as varchar)`);
  const from = sql`(values ${join(lines)}) h(${join(cells)})`;
  const profiles = await profileTexts(session, [{ from, values: texts }]);
  return names.map((name, index) => ({ name, type: typeOfTexts(profiles.get(index), false).type }));
}

/** SQL of a partition value of a column that {@link hiveColumns} gave. */
export function hiveValue(value: string | null, type: string): Sql {
  return typedValue(sql`${value}`, type);
}

function typedValue(text: Sql, type: string): Sql {
  return sql`cast(${textFit(sql`cast(${text} as varchar)`, type).value} as ${raw(type)})`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
