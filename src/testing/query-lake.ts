import { stat } from 'node:fs/promises';
import { realEffects } from '../core/effects.ts';
import { userError, type UserError } from '../core/errors.ts';
import { DuckDBError } from '../duckdb/duckdb-error.ts';
import { openSession } from '../duckdb/open-session.ts';
import type { Session } from '../duckdb/session.ts';
import { raw } from '../duckdb/sql.ts';
import { isUrl, openStore } from '../lake/open-store.ts';
import { listDatasets } from '../lake/snapshot.ts';
import { openCatalog } from '../local-glue/catalog.ts';
import { DEFAULT_ENV } from '../runner/lakes/open-lakes.ts';

type ArrowTable = Awaited<ReturnType<Session['arrow']>>;

/**
 * The result of a query on the datasets of a lake (`processed.orders`, `curated.daily_revenue`), as data for `check` and
 * `toEqualTable`. The SQL is DuckDB's. Throws a `UserError`, among others `LAKE_MISSING` and
 * `LAKE_QUERY`.
 *
 * @param lake a folder, or an `s3://` URL as of `run --lake`.
 * @example await queryLake('.glue-replay/quickstart', 'select id, amount from processed.orders order by id')
 */
export async function queryLake(lake: string, query: string, { env = DEFAULT_ENV } = {}): Promise<ArrowTable> {
  if (!isUrl(lake) && !(await stat(lake).catch(() => undefined))) {
    throw userError({
      code: 'LAKE_MISSING',
      message: 'there is no such lake',
      file: lake,
      hint: 'Check the path; it is relative to the folder in which the tests run.',
    });
  }
  await using store = await openStore(lake, { effects: realEffects(), env, write: false });
  await using session = await openSession({ folders: [...store.localFolders] });
  const catalog = await openCatalog(session, store);
  for (const zone of ['processed', 'curated', 'quality'] as const) {
    for (const dataset of await listDatasets(store, zone)) await catalog.refresh(zone, dataset);
  }
  await catalog.bring(catalog.tables.keys());
  try {
    return await session.arrow(raw(query));
  } catch (error) {
    throw error instanceof DuckDBError ? unusable(error, [...catalog.tables.keys()]) : error;
  }
}

function unusable(error: DuckDBError, datasets: readonly string[]): UserError {
  return userError(
    {
      code: 'LAKE_QUERY',
      message: `the query cannot be run: ${error.reason}`,
      found: error.statement,
      expected: `a query on ${datasets.length === 0 ? 'datasets, of which the lake has none' : datasets.join(', ')}`,
    },
    { cause: error },
  );
}
