import type { Column } from '../duckdb/session.ts';
import { id } from '../duckdb/sql.ts';
import type { Pair, Typed } from './conditions/spark-equality.ts';
import { findColumn, type Dataset } from './dataset.ts';
import type { Relation } from './types.ts';

/** A relation that stands beside the primary one, with the alias by which rules call it. */
export interface Reference {
  readonly alias: string;
  readonly relation: Relation;
}

/** The reference of an alias, which is matched exactly. */
export function findReference({ references }: Dataset, alias: string): Reference | undefined {
  const relation = Object.hasOwn(references, alias) ? references[alias] : undefined;
  return relation === undefined ? undefined : { alias, relation };
}

/** Columns of the primary relation, each with that of the reference it is compared with. */
export interface ColumnPairs {
  readonly pairs: readonly (readonly [here: Column, there: Column])[];
  /** The names that neither relation has. */
  readonly missingHere: readonly string[];
  readonly missingThere: readonly string[];
}

export function pairColumns(
  { primary }: Dataset,
  { relation }: Reference,
  names: Iterable<readonly [here: string, there: string]>,
): ColumnPairs {
  const found = [...names].map(([here, there]) => ({
    here,
    there,
    left: columnOf(primary, here),
    right: columnOf(relation, there),
  }));
  return {
    pairs: found.flatMap(({ left, right }) => (left && right ? [[left, right] as const] : [])),
    missingHere: found.flatMap(({ here, left }) => (left ? [] : [here])),
    missingThere: found.flatMap(({ there, right }) => (right ? [] : [there])),
  };
}

/** The column of a name, which may stand in backticks, as in Spark. */
export function columnOf(relation: Relation, name: string): Column | undefined {
  const [, quoted] = /^`([^]*)`$/.exec(name) ?? [];
  return (
    findColumn(relation, name) ??
    (quoted === undefined ? undefined : findColumn(relation, quoted.replaceAll('``', '`')))
  );
}

/** A column of the primary relation in a statement that reads it as `"primary"`. */
export function columnHere({ name, type }: Column): Typed {
  return { sql: id('primary', name).text, type };
}

/** A column of the reference in a statement that reads it as `"reference"`. */
export function columnThere({ name, type }: Column): Typed {
  return { sql: id('reference', name).text, type };
}

/** The primary relation as what a statement reads. */
export function fromHere({ primary }: Dataset): string {
  return `${primary.relation.text} as "primary"`;
}

/** The reference as what a statement reads. */
export function fromThere({ relation }: Reference): string {
  return `${relation.relation.text} as "reference"`;
}

/** SQL that is TRUE where all keys are equal; a NULL equals nothing. */
export function equalKeys(keys: readonly Pair[]): string {
  return keys.map(({ left, right }) => `${left} = ${right}`).join(' and ');
}
