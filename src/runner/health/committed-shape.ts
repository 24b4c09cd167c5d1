import { userError } from '../../core/errors.ts';
import { readSnapshot } from '../../lake/snapshot.ts';
import type { Store } from '../../lake/store.ts';
import { tableName, type LandingTable } from './selection.ts';
import type { TableShape } from './table-stub.ts';

/** The shape of a table by its newest commit. Throws a `UserError` HEALTH_NO_COMMIT where there is none. */
export async function committedShape(store: Store, table: LandingTable): Promise<TableShape> {
  const snapshot = await readSnapshot(store, table.zone, table.name);
  if (snapshot) return snapshot;
  throw userError({
    code: 'HEALTH_NO_COMMIT',
    message: 'the table has no commit in this lake, which would say what a stub must look like',
    dataset: tableName(table),
    hint: 'Let the pipeline run once, or start further ahead: --from raw.',
  });
}
