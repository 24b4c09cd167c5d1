import { join } from 'node:path';
import type { Session } from '../../duckdb/session.ts';

/** A local file that becomes an object of raw under a name. */
export interface LocalObject {
  readonly path: string;
  readonly object: string;
}

/** Where the labels of a source's defects are written on the way. */
export function labelsPath(source: string, session: Session): string {
  return join(session.scratch, 'generated', source, 'labels.parquet');
}
