import { sql } from '../../duckdb/sql.ts';
import type { Finding } from '../../core/finding.ts';
import { matchColumns, uniqueNames } from '../column-names.ts';
import { parseType, printType } from '../declared-type.ts';
import type { ReadRequest } from '../format.ts';
import type { Flattening } from '../json-leaves.ts';
import type { Field, Part } from '../part.ts';

/** How a reader of nested records flattens them; undefined where they are kept. */
export function flatteningOf({
  standardize,
  columns,
}: Pick<ReadRequest, 'standardize' | 'columns'>): Flattening | undefined {
  if (standardize?.nested !== 'flatten') return undefined;
  const wanted = columns?.map(({ name }) => name) ?? [];
  return { isWanted: (path) => matchColumns(wanted, [path.join('.')], '').places.some((place) => place !== undefined) };
}

/** A part with the fields of its records instead of the records, named `record.field`. */
export function flatPart(part: Part, flattening: Flattening): { part: Part; findings: Finding[] } {
  const flat = part.fields.flatMap((field) => fieldsWithin(field, [field.name], flattening));
  if (flat.length === part.fields.length) return { part, findings: [] };
  const { names, findings } = uniqueNames(
    flat.map(({ name }) => name),
    part.object,
  );
  const fields = flat.map((field, index): Field => {
    const name = names[index] ?? field.name;
    return name === field.name ? field : { ...field, name, written: field.written ?? field.name };
  });
  return { part: { ...part, fields }, findings };
}

function fieldsWithin(field: Field, path: readonly string[], flattening: Flattening): Field[] {
  const type = parseType(field.type);
  if (type.kind !== 'struct' || flattening.isWanted(path)) return [field];
  return type.fields.flatMap(({ name, type: of }) => {
    const { written: _, ...rest } = field;
    const own = {
      ...rest,
      name: `${field.name}.${name}`,
      value: sql`struct_extract(${field.value}, ${name})`,
      type: printType(of),
    };
    return fieldsWithin(own, [...path, name], flattening);
  });
}
