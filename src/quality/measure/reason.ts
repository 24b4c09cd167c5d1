import { messageOf, UserError } from '../../core/errors.ts';
import { GUARDED } from '../../duckdb/costly-functions.ts';
import { DuckDBError } from '../../duckdb/duckdb-error.ts';
import { LimitReached } from '../../duckdb/statement-limits.ts';

/** What gives a rule more, on the command line and in code. */
export const RAISE = {
  seconds: 'raise the limit with --rule-timeout SECONDS, or limits.seconds of check()',
  memory: 'raise the limit with --memory SIZE, or limits.memory of check()',
} as const;

/** Why it broke, in a line, without the engine's own name for the kind of error. */
export function reasonOf(error: unknown): string {
  if (error instanceof LimitReached) return limitReason(error);
  const broken = causeOf(error);
  if (broken === undefined) return messageOf(error).split('\n')[0] ?? '';
  const [, guarded] = REFUSED.exec(broken.reason) ?? [];
  if (guarded !== undefined) return guarded;
  return isMemory(broken) ? `it needs more memory than it may have (${broken.reason}); ${RAISE.memory}` : broken.reason;
}

/** How a guard's refusal comes: see `costly-functions.ts`. */
const REFUSED = new RegExp(`^Could not convert string '(.*${GUARDED})'`);

/** Whether a limit was reached, so that nothing can be said: the same might pass under another one. */
export function isLimit(error: unknown): boolean {
  if (error instanceof LimitReached) return true;
  const broken = causeOf(error);
  return broken !== undefined && (isMemory(broken) || broken.reason.includes(GUARDED));
}

function limitReason({ limit, limits }: LimitReached): string {
  return limit === 'seconds'
    ? `it took longer than ${limits.seconds} s; ${RAISE.seconds}`
    : `it needs more than ${Math.round(limits.memory / 1024 ** 2)} MB of memory; ${RAISE.memory}`;
}

/** DuckDB's error, also where it came as one of the user's (a full disk, too little memory). */
function causeOf(error: unknown): DuckDBError | undefined {
  const cause = error instanceof UserError ? error.cause : error;
  return cause instanceof DuckDBError ? cause : undefined;
}

/** Also the vector that would be larger than DuckDB allocates at all. */
function isMemory({ kind, reason }: DuckDBError): boolean {
  return kind === 'Out of Memory' || /Cannot resize vector|[Aa]llocation failure/.test(reason);
}
