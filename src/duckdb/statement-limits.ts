/** What one statement of a user's may take: SQL of rules is run under them. */
export interface StatementLimits {
  /** Seconds from start to end. */
  readonly seconds: number;
  /** Bytes: DuckDB's own limit, which the process may outgrow {@link SLACK} times over while the statement runs. */
  readonly memory: number;
}

/** A statement was stopped since it reached one of its {@link StatementLimits}. The session is usable afterwards. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
  readonly limit: keyof StatementLimits;
  readonly limits: StatementLimits;

  constructor(limit: keyof StatementLimits, limits: StatementLimits) {
    super(`the statement was stopped at its limit: ${limits[limit]} ${limit === 'memory' ? 'bytes' : limit}`);
    this.limit = limit;
    this.limits = limits;
  }
}

/**
 * Calls `stop` once when a limit is reached, and gives what ends the watch. Memory is looked at from outside, since
 * DuckDB's own limit knows nothing of what some functions allocate (medians, lists, texts within one vector).
 */
export function watchLimits(limits: StatementLimits, stop: (reason: LimitReached) => void): () => void {
  const before = process.memoryUsage.rss();
  const time = setTimeout(() => end('seconds'), limits.seconds * 1000);
  const memory = setInterval(() => {
    if (process.memoryUsage.rss() - before > limits.memory * SLACK) end('memory');
  }, LOOK_EVERY_MS);
  function cancel(): void {
    clearTimeout(time);
    clearInterval(memory);
  }
  function end(limit: keyof StatementLimits): void {
    cancel();
    stop(new LimitReached(limit, limits));
  }
  return cancel;
}

const LOOK_EVERY_MS = 50;

/** While it spills, DuckDB's allocator holds up to 1.4 times its limit. */
const SLACK = 2;
