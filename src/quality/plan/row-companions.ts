import type { Dataset } from '../dataset.ts';
import type { RowCompanion } from '../rules/rule-type.ts';
import { queryText } from '../user-sql.ts';
import { foundRows } from './found-rows.ts';
import { groupSizes } from './group-sizes.ts';
import type { JoinedTable } from './joined-table.ts';
import { returnedRows } from './returned-rows.ts';

/** What rows are judged by beside their own values, as a table that is joined to them. */
export interface CompanionTable extends JoinedTable {
  /** SQL of the companion's value in a joined row. */
  readonly value: string;
  /** The same where the table is empty, and need not be joined. */
  readonly valueOfNone: string;
}

/** The table of a companion; undefined where it cannot be had. `returned` has the columns of each query in row form. */
export function companionTable(
  companion: RowCompanion,
  alias: string,
  { dataset, returned }: { readonly dataset: Dataset; readonly returned: ReadonlyMap<string, readonly string[]> },
): CompanionTable | undefined {
  switch (companion.kind) {
    case 'group size':
      return {
        ...groupSizes(companion, alias, dataset),
        value: `coalesce(${alias}.${alias}_size, 1)`,
        valueOfNone: '1',
      };
    case 'found':
      return hit(foundRows(companion, alias));
    case 'returned': {
      const columns = returned.get(companion.query);
      if (columns === undefined) return undefined;
      const query = queryText(companion.query, Object.keys(dataset.references));
      return hit(returnedRows({ query, columns, alias, of: '"primary"' }));
    }
  }
}

function hit(table: JoinedTable): CompanionTable {
  return { ...table, value: `coalesce(${table.alias}.${table.alias}_hit, false)`, valueOfNone: 'false' };
}

/** Equal for companions that are the same. */
export function companionKey(companion: RowCompanion): string {
  return JSON.stringify(companion);
}
