import type { Session } from '../../duckdb/session.ts';
import type { Cli } from '../cli.ts';
import { createProgress } from '../progress.ts';

const LOOK_MS = 200;

/** Shows on a terminal how many rows have been made while `make` runs. */
export async function withProgress<T>(
  session: Session,
  { subject, rows, cli }: { readonly subject: string; readonly rows: number; readonly cli: Cli },
  make: () => Promise<T>,
): Promise<T> {
  const { stderr } = cli.io;
  const began = performance.now();
  const elapsed = (): number => performance.now() - began;
  const progress = createProgress(stderr, { quiet: !stderr.isTTY, elapsed });
  progress.event({ kind: 'start', subject, stage: 'generate' });
  const timer = setInterval(() => {
    const made = Math.round((session.progress() ?? 0) * rows);
    progress.event({ kind: 'advance', subject, stage: 'generate', rows: made, detail: `of ${rows}` });
  }, LOOK_MS);
  try {
    return await make();
  } finally {
    clearInterval(timer);
    progress.clear();
  }
}
