import type { Column } from '../duckdb/session.ts';
import { id, join, sql } from '../duckdb/sql.ts';
import type { Ruleset } from './dqdl/ast.ts';
import { leavesOf } from './plan/prepare.ts';
import { structFields } from './struct-fields.ts';
import type { Relation } from './types.ts';

/**
 * The relation with a column for each field of a struct that the ruleset names by its path (`address.city`). Such columns
 * are there for the rules that name them alone: none counts them, and no result carries them.
 */
export function withNestedColumns(relation: Relation, ruleset: Ruleset): Relation {
  const named = namesIn(ruleset);
  const taken = new Set(relation.columns.map(({ name }) => name.toLowerCase()));
  const paths = relation.columns
    .flatMap((column) => fieldsOf(column, [column.name]))
    .filter(({ name }) => named.has(name.toLowerCase()) && !taken.has(name.toLowerCase()));
  if (paths.length === 0) return relation;
  const fields = paths.map(({ name, path }) => sql`${id('source', ...path)} as ${id(name)}`);
  return {
    ...relation,
    relation: sql`(select source.*, ${join(fields)} from ${relation.relation} as source)`,
    nested: paths.map(({ name, type }) => ({ name, type })),
  };
}

/** The same of every reference: rules name its columns in braces, or after an arrow. */
export function withNestedReferences(
  references: Readonly<Record<string, Relation>>,
  ruleset: Ruleset,
): Record<string, Relation> {
  return Object.fromEntries(
    Object.entries(references).map(([alias, relation]) => [alias, withNestedColumns(relation, ruleset)]),
  );
}

interface Field extends Column {
  readonly path: readonly string[];
}

function fieldsOf({ type }: Column, path: readonly string[]): Field[] {
  return structFields(type).flatMap((field) => {
    const own = [...path, field.name];
    return [{ name: own.join('.'), type: field.type, path: own }, ...fieldsOf(field, own)];
  });
}

/** Parameters with a dot, in lower case; of lists (`"a.b, c.d"`, `"ref.{a.b}"`, `"a.b -> c.d"`) the members, too. */
function namesIn({ rules, analyzers }: Ruleset): ReadonlySet<string> {
  const parameters = [...rules.flatMap(leavesOf), ...analyzers].flatMap((each) => each.parameters);
  const texts = parameters.flatMap(({ value }) => [value, ...value.split(/,|->|\.\{|\}$/).map((part) => part.trim())]);
  return new Set(texts.filter((text) => text.includes('.')).map((text) => text.toLowerCase()));
}
