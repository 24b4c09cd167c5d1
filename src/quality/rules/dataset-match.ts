import { id } from '../../duckdb/sql.ts';
import {
  rowsInReference,
  type ComparedColumns,
  type KeyCounts,
  type RowComparison,
} from '../analyzers/rows-in-reference.ts';
import { sameValue } from '../conditions/spark-equality.ts';
import { numberTest } from '../conditions/number-test.ts';
import type { Dataset } from '../dataset.ts';
import {
  columnHere,
  columnThere,
  findReference,
  pairColumns,
  type ColumnPairs,
  type Reference,
} from '../references.ts';
import { isRefusal, notSupported } from '../refusal.ts';
import { parameterOf } from './build.ts';
import { columnMap } from './column-names.ts';
import { failedMatch, keysOf, matchRule, notFound, rowsFound, type Problem } from './reference-rule.ts';
import type { RuleType } from './rule-type.ts';

/**
 * `DatasetMatch "reference" "id" "amount" = 1`: the share of rows that the reference has, too, with the same key and the
 * same values; of all columns but the key where none are named.
 */
export const datasetMatchRule: RuleType = {
  name: 'DatasetMatch',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const alias = parameterOf(rule).replaceAll('"', '');
    const keyNames = columnMap(parameterOf(rule, 1));
    if (keyNames === undefined) return notSupported('Could not parse KeyColumnMappings');
    const valueNames = columnMap(parameterOf(rule, 2)) ?? otherColumns(dataset, keyNames);
    const columns = [...new Set([...keyNames.keys(), ...valueNames.keys()])];
    const reference = findReference(dataset, alias);
    if (reference === undefined) return failedMatch(notFound(alias), { columns });
    const comparison = compare(dataset, reference, keyNames, valueNames);
    if (isProblem(comparison)) return failedMatch(comparison.problem, { columns });
    const { compared } = comparison;
    const { metric, details } = rowsInReference(dataset, reference, comparison);
    return matchRule(metric, assertion, {
      columns,
      details,
      ...(isProblem(compared) ? {} : { culprits: rowsFound(reference, compared.keys, compared.values) }),
    });
  },
  analyze: undefined,
};

type Names = ReadonlyMap<string, string>;

function isProblem(result: object): result is Problem {
  return 'problem' in result;
}

/** All that are not in the key, by their exact names. */
function otherColumns({ primary }: Dataset, keys: Names): Names {
  const others = primary.columns.filter(({ name }) => !keys.has(name));
  return new Map(others.map(({ name }) => [name, name]));
}

function compare(dataset: Dataset, reference: Reference, keyNames: Names, valueNames: Names): RowComparison | Problem {
  const { pairs, missingHere, missingThere } = pairColumns(dataset, reference, keyNames);
  if (missingHere.length > 0) return { problem: missing('key columns', missingHere, 'first') };
  if (missingThere.length > 0) return { problem: missing('key columns', missingThere, 'second') };
  return {
    keysHere: pairs.map(([{ name }]) => id(name).text),
    keysThere: pairs.map(([, { name }]) => id(name).text),
    compared: comparedColumns(dataset, reference, pairs, valueNames),
    whenShared: (counts) => sharedKeys(counts, keyNames),
  };
}

function comparedColumns(
  dataset: Dataset,
  reference: Reference,
  keyPairs: ColumnPairs['pairs'],
  names: Names,
): ComparedColumns | Problem {
  if (names.size === 0) return { problem: 'Empty column comparison map provided.' };
  const { pairs, missingHere, missingThere } = pairColumns(dataset, reference, names);
  if (missingHere.length > 0) return { problem: missing('columns', missingHere, 'first') };
  if (missingThere.length > 0) return { problem: missing('columns', missingThere, 'second') };
  const keys = keysOf(keyPairs);
  if (isProblem(keys)) return keys;
  const values = pairs.map(([here, there]) => ({
    ...sameValue(columnHere(here), columnThere(there)),
    name: here.name,
  }));
  return { keys, values };
}

function missing(what: 'key columns' | 'columns', names: readonly string[], dataset: 'first' | 'second'): string {
  return `The following ${what} were not found in the ${dataset} dataset: ${names.join(', ')}`;
}

/** Deequ's words, to the missing space. */
function sharedKeys({ here, there }: KeyCounts, names: Names): string {
  return [
    'The selected columns are not comparable due to duplicates present in the dataset.',
    `Comparison keys must be unique, but in Dataframe 1, there are ${here.keys} unique records and ${here.rows} rows,`,
    ` and in Dataframe 2, there are ${there.keys} unique records and ${there.rows} rows,`,
    ` based on the combination of keys {${[...names.keys()].join(', ')}} in Dataframe 1`,
    ` and {${[...names.values()].join(', ')}} in Dataframe 2`,
  ].join('');
}
