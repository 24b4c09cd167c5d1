import { id } from '../../duckdb/sql.ts';
import { kindOf } from '../column-type.ts';
import { findColumn, type Scope } from '../dataset.ts';
import { columnAnalyzer, emptyState, missingColumn, unmeasurable, unmetDemand, type Analyzer } from './analyzer.ts';
import { ratio } from './counts.ts';
import { total, type GroupingRequest } from './request.ts';

/** Rows whose key no other row has. */
export const ALONE = 'count(*) filter (where size = 1 and not all_null)';

/** Share of rows whose key stands alone; rows whose key columns are all NULL are left out. */
export function uniqueness(names: readonly string[], scope: Scope): Analyzer {
  return keyAnalyzer('Uniqueness', names, scope, (keys) => {
    const unique = grouping(keys, scope, ALONE);
    const rows = grouping(keys, scope, 'coalesce(sum(size) filter (where not all_null), 0)');
    return { needs: [unique, rows], value: (of) => ratio(of(unique), of(rows)) };
  });
}

/** Share of distinct values that stand alone. On the empty state it fails whatever the `where`. */
export function uniqueValueRatio(names: readonly string[], scope: Scope): Analyzer {
  const analyzer = keyAnalyzer('UniqueValueRatio', names, scope, (keys) => {
    const unique = grouping(keys, scope, ALONE);
    const distinct = grouping(keys, scope, 'count(*) filter (where not all_null)');
    return { needs: [unique, distinct], value: (of) => ratio(of(unique), of(distinct)) };
  });
  return { ...analyzer, whenEmpty: 'Value at index 0 is null.', emptyAlwaysFails: true };
}

/** Rows whose key is there more than once; of no columns: of all. Rows whose columns are all NULL do not count. */
export function duplicateRowCount(names: readonly string[], scope: Scope): Analyzer {
  const analyzer = keyAnalyzer('DuplicateRowCount', keyNames(names, scope), scope, (keys) => {
    if (keys.length === 0) return { needs: [], value: () => 0 };
    const rows = grouping(keys, scope, 'coalesce(sum(size) filter (where size > 1 and not all_null), 0)');
    return { needs: [rows], value: (of) => of(rows) ?? 0 };
  });
  return names.length === 0 ? { ...analyzer, metric: 'Dataset.*.DuplicateRowCount' } : analyzer;
}

/** The columns named, or all. */
export function keyNames(names: readonly string[], { dataset }: Scope): readonly string[] {
  return names.length === 0 ? dataset.primary.columns.map(({ name }) => name) : names;
}

/** Number of distinct values as texts: NULL counts as one, and -0.0 differs from 0.0; a real 0 on no rows. */
export function distinctValuesCount(name: string, scope: Scope): Analyzer {
  const metric = 'DistinctValuesCount';
  return columnAnalyzer({ metric, state: metric, name, demand: 'any', scope }, (column) => {
    const distinct = grouping([id(column.name).text], scope, 'count(*)');
    if (kindOf(column.type) !== 'float') return { needs: [distinct], value: (of) => of(distinct) ?? 0 };
    const zeros = ['', 'not '].map((sign) =>
      total('count(*)', {
        filter: `${id(column.name)} = 0 and ${sign}signbit(${id(column.name)})`,
        where: scope.where,
      }),
    );
    return {
      needs: [distinct, ...zeros],
      value: (of) => (of(distinct) ?? 0) + (zeros.every((zero) => (of(zero) ?? 0) > 0) ? 1 : 0),
    };
  });
}

/** The quoted key columns, or the reason why they cannot be grouped. */
export function keyColumns(names: readonly string[], scope: Scope): readonly string[] | { readonly refused: string } {
  const keys: string[] = [];
  for (const name of names) {
    const column = findColumn(scope.dataset.primary, name);
    if (column === undefined) return { refused: missingColumn(name) };
    const refused = unmetDemand(column, name, 'not nested');
    if (refused !== undefined) return { refused };
    keys.push(id(column.name).text);
  }
  return keys;
}

function keyAnalyzer(
  metric: string,
  names: readonly string[],
  scope: Scope,
  analyze: (keys: readonly string[]) => Pick<Analyzer, 'needs' | 'value'>,
): Analyzer {
  const entity = names.length === 1 ? `Column.${names[0] ?? ''}` : `Multicolumn.${names.join(',')}`;
  const base = { metric: `${entity}.${metric}`, where: scope.where };
  const keys = keyColumns(names, scope);
  if ('refused' in keys) return { ...unmeasurable, ...base, refused: keys.refused };
  return {
    ...base,
    whenEmpty: emptyState(`${metric}(List(${names.join(', ')}),None,None)`),
    emptyAlwaysFails: false,
    refused: undefined,
    ...analyze(keys),
  };
}

export function grouping(keys: readonly string[], scope: Scope, measure: string): GroupingRequest {
  return { kind: 'grouping', keys, where: scope.where, measure };
}
