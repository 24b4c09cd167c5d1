import { keyColumns } from '../analyzers/groups.ts';
import type { Dataset, Scope } from '../dataset.ts';
import { allOf, rowTest } from './build.ts';
import type { RowTest } from './rule-type.ts';

/** Passes rows in which every column has a value; undefined where a column is missing. */
export function presentRow(names: readonly string[], dataset: Dataset): RowTest | undefined {
  const keys = keyColumns(names, { dataset, where: undefined });
  return 'refused' in keys ? undefined : rowTest(allOf(keys.map((key) => `${key} is not null`)));
}

/**
 * Passes rows whose key stands alone. NULL is a key like any other here, although the metric leaves it out (as in
 * Deequ); with `complete`, a key with any NULL fails.
 */
export function uniqueRow(
  names: readonly string[],
  scope: Scope,
  { complete }: { readonly complete: boolean },
): RowTest | undefined {
  const keys = keyColumns(names, scope);
  if ('refused' in keys) return undefined;
  const conditions = complete ? keys.map((key) => `${key} is not null`) : [];
  return {
    beside: { kind: 'group size', keys, where: scope.where },
    sql: (size) => allOf([`${size} = 1`, ...conditions]),
  };
}
