import type { DuckDBConnection } from '@duckdb/node-api';
import type { Table } from 'apache-arrow';
import type { ArrowBatches } from './session.ts';

export async function createTableFromArrow(
  _c: DuckDBConnection,
  _name: string,
  _data: Table | ArrowBatches,
): Promise<void> {}
