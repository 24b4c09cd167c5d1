import { messageOf, userError } from '../core/errors.ts';
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
    const [, kind, reason] = /^(?:Invalid Error: )?([A-Z][A-Za-z ]*?) Error: (.*)/.exec(message) ?? [];
    this.kind = kind ?? 'Unknown';
    this.reason = reason ?? message.split('\n')[0] ?? message;
    this.statement = statement;
  }
}

/**
 * What to throw for an error of the client: a {@link DuckDBError}; a `UserError` of exit code 3 for a full disk
 * (`DISK_FULL`) and for too little memory (`MEMORY_EXHAUSTED`). What is not DuckDB's stays as it is.
 */
export function toDuckDBError(error: unknown, statement: Sql): unknown {
  // DuckDB's errors come as plain errors; ours, and those of our bugs, have a class.
  if (
    !(error instanceof Error) ||
    Object.getPrototypeOf(error) !== Error.prototype ||
    !LIKE_DUCKDB.test(error.message)
  ) {
    return error;
  }
  const found = new DuckDBError(error, statement.text);
  if (NO_SPACE.test(error.message)) {
    return userError(
      {
        code: 'DISK_FULL',
        message: `the disk is full: ${found.reason}`,
        hint: 'Make room, or set TMPDIR to a disk with room.',
      },
      { exitCode: 3, cause: found },
    );
  }
  if (found.kind === 'Out of Memory') {
    return userError(
      {
        code: 'MEMORY_EXHAUSTED',
        message: `DuckDB has too little memory: ${found.reason}`,
        hint: 'Raise the memory limit.',
      },
      { exitCode: 3, cause: found },
    );
  }
  return found;
}

const LIKE_DUCKDB = /^(?:Failed to |[A-Z][A-Za-z ]*? Error: |Invalid type Error: )/;
const NO_SPACE = /No space left on device|ENOSPC|Disk quota exceeded/;
