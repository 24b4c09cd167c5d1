import { keysInReference } from '../analyzers/keys-in-reference.ts';
import { numberTest } from '../conditions/number-test.ts';
import { findReference, pairColumns, type ColumnPairs } from '../references.ts';
import { isRefusal, notSupported } from '../refusal.ts';
import { parameterOf } from './build.ts';
import { columnList } from './column-names.ts';
import { failedMatch, keysOf, matchRule, notFound, rowsFound } from './reference-rule.ts';
import type { RuleType } from './rule-type.ts';

/**
 * `ReferentialIntegrity "city,state" "reference.{city,state_code}" >= 0.9`: the share of rows whose key, column by column,
 * is one of the reference's.
 */
export const referentialIntegrityRule: RuleType = {
  name: 'ReferentialIntegrity',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const columns = columnList(parameterOf(rule));
    const target = targetOf(parameterOf(rule, 1));
    if (target === undefined) return notSupported('Could not parse ReferenceDatasetColumns parameter');
    const reference = findReference(dataset, target.alias);
    if (reference === undefined) return failedMatch(notFound(target.alias), { columns });
    const unpaired = countProblem(columns, target.columns);
    if (unpaired !== undefined) return failedMatch(unpaired, { columns });
    const names = columns.map((here, index) => [here, target.columns[index] ?? ''] as const);
    const paired = pairColumns(dataset, reference, names);
    const missingColumns = problemOf(paired);
    if (missingColumns !== undefined) return failedMatch(missingColumns, { columns });
    const keys = keysOf(paired.pairs);
    return matchRule(keysInReference(dataset, reference, keys), assertion, {
      columns,
      ...('problem' in keys ? {} : { culprits: rowsFound(reference, keys) }),
    });
  },
  analyze: undefined,
};

/** `alias.{a,b}` or `alias.a`: the alias may hold dots, a column of the second form may not. */
function targetOf(parameter: string): { readonly alias: string; readonly columns: readonly string[] } | undefined {
  const text = parameter.replaceAll('"', '');
  const [, alias, columns] = /^(.+)\.\{(.+)\}$/.exec(text) ?? [];
  if (alias !== undefined && columns !== undefined) return { alias, columns: columnList(columns) };
  const [, before, column] = /^(.+)\.([^.]+)$/.exec(text) ?? [];
  return before === undefined || column === undefined ? undefined : { alias: before, columns: [column.trim()] };
}

function countProblem(here: readonly string[], there: readonly string[]): string | undefined {
  if (here.length === 0) return 'Empty list provided for columns to check from the primary data frame.';
  if (there.length === 0) return 'Empty list provided for columns to check from the reference data frame.';
  if (here.length === there.length) return undefined;
  return 'The number of columns to check from the primary data frame must equal the number of columns to check from the reference data frame.';
}

function problemOf({ missingHere, missingThere }: ColumnPairs): string | undefined {
  if (missingHere.length > 0) return missing(missingHere, 'primary');
  return missingThere.length > 0 ? missing(missingThere, 'reference') : undefined;
}

function missing(names: readonly string[], frame: 'primary' | 'reference'): string {
  return names.length === 1
    ? `Column ${names[0] ?? ''} does not exist in ${frame} data frame.`
    : `Columns ${names.join(', ')} do not exist in ${frame} data frame.`;
}
