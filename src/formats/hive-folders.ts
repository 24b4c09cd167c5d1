import type { Column, Session } from '../duckdb/session.ts';
import { id, join, raw, sql } from '../duckdb/sql.ts';
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
  const own = new Set(read.columns.map(({ name }) => fold(name)));
  const names = [...new Set([...values.values()].flatMap((pairs) => [...pairs.keys()]))].filter(
    (name) => !own.has(fold(name)),
  );
  if (names.length === 0) return read;
  const lines = [...values].map(
    ([object, pairs]) => sql`(${[object, ...names.map((name) => pairs.get(name) ?? null)]})`,
  );
  const cells = names.map((_, index) => id(`v${index}`));
  const from = sql`(values ${join(lines)}) h(${join([id('object'), ...cells])})`;
  const texts = cells.map((cell) => sql`cast(${cell} as varchar)`);
  const profiles = await profileTexts(session, [{ from, values: texts }]);
  const columns = names.map((name, index): Column => ({ name, type: typeOfTexts(profiles.get(index), false).type }));
  const typed = columns.map(({ name, type }, index) => {
    const { value } = textFit(texts[index] ?? sql`null`, type);
    return sql`cast(${value} as ${raw(type)}) as ${id(name)}`;
  });
  const [objectName, rowName] = SOURCE_COLUMNS.map((name) => id(name));
  const ownList = read.columns.map(({ name }) => sql`r.${id(name)}`);
  await session.run(sql`create or replace view ${id(into)} as
    select ${join([...ownList, ...typed, sql`r.${objectName ?? ''}`, sql`r.${rowName ?? ''}`])}
    from ${read.relation} r join ${from} on r.${objectName ?? ''} = h.object`);
  return { ...read, relation: id(into), columns: [...read.columns, ...columns] };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
