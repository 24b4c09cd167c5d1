import { messageOf } from '../core/errors.ts';
import type { Sql } from './sql.ts';

/** DuckDB refused or failed a statement. `kind` is DuckDB's own: `Binder`, `Catalog`, `Conversion`, `IO`… */
export class DuckDBError extends Error {
  override readonly name = 'DuckDBError';
  readonly kind: string;
  /** The first line of DuckDB's message without the kind in front. */
  readonly reason: string;
  readonly statement: string;

  constructor(error: unknown, statement: string) {
    const message = messageOf(error);
    super(message, { cause: error });
    const [, kind, reason] = /^(?:Invalid Error: )?([A-Z][A-Za-z ]*?)(?: Error)?: (.*)/.exec(message) ?? [];
    this.kind = kind ?? 'Unknown';
    this.reason = reason ?? message.split('\n')[0] ?? message;
    this.statement = statement;
  }
}

export function toDuckDBError(error: unknown, statement: Sql): DuckDBError {
  return error instanceof DuckDBError ? error : new DuckDBError(error, statement.text);
}
