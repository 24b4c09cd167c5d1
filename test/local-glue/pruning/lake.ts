import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { realEffects } from '../../../src/core/effects.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Bindings, Row, Session } from '../../../src/duckdb/session.ts';
import { id, raw, type Sql } from '../../../src/duckdb/sql.ts';
import { commitDataset } from '../../../src/lake/commit.ts';
import { parsePartitionPath } from '../../../src/lake/partition-path.ts';
import type { Store } from '../../../src/lake/store.ts';
import { openCatalog, type Catalog } from '../../../src/local-glue/catalog.ts';
import { writeDatasetFiles } from '../../../src/local-glue/dataset-writer.ts';
import { tempFolder } from '../../temp-folder.ts';
import { remoteStore, type RemoteStore } from '../remote-store.ts';

/** A dataset of the processed zone: its rows as a query, and its partition columns. */
export interface TestDataset {
  readonly rows: Sql;
  readonly partitionBy: readonly string[];
}

/** A remote lake with a session and a catalog over it. */
export interface TestLake extends AsyncDisposable {
  readonly store: RemoteStore;
  readonly session: Session;
  readonly catalog: Catalog;
  /** The rows of a query after what it needs of the tables was brought, and the partitions that were asked for. */
  readonly query: (
    text: string,
    tables: readonly string[],
    bindings?: Bindings,
  ) => Promise<{ rows: Row[]; asked: string[] }>;
}

export async function lakeOf(datasets: Readonly<Record<string, TestDataset>>): Promise<TestLake> {
  const folder = await tempFolder();
  const store = await remoteStore(folder.path);
  const session = await openSession({ folders: store.localFolders });
  const catalog = await openCatalog(session, store);
  for (const [name, dataset] of Object.entries(datasets)) {
    await commitRows({ store, session }, name, dataset);
    await catalog.refresh('processed', name);
  }
  return {
    store,
    session,
    catalog,
    query: async (text, tables, bindings = {}) => {
      store.asked.length = 0;
      await catalog.bring(tables, { query: text, bindings });
      return { rows: await session.rows(raw(text), bindings), asked: store.asked.map(partitionOf) };
    },
    async [Symbol.asyncDispose]() {
      await session[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Commits rows as all that comes from `day` into `processed.<name>`. */
export async function commitRows(
  { store, session }: { readonly store: Store; readonly session: Session },
  name: string,
  { rows, partitionBy }: TestDataset,
): Promise<void> {
  await session.run(raw(`create or replace table committed as ${rows}`));
  const columns = await session.columns(raw('committed'));
  const objects = await writeDatasetFiles(session, {
    query: raw('committed'),
    partitionBy,
    orderBy: columns.map(({ name: column }) => id(column)),
    folder: join(session.scratch, `commit-${randomUUID()}`),
  });
  await commitDataset(store, {
    zone: 'processed',
    dataset: name,
    origin: 'day',
    columns,
    partitionBy,
    objects,
    runId: 'run',
    effects: realEffects(),
  });
}

/** `2023-01-02/x`: the values in the folders of a key. */
function partitionOf(key: string): string {
  return Object.values(parsePartitionPath(key)).join('/');
}
