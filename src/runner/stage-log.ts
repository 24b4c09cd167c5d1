import { UserError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { DuckDBError } from '../duckdb/duckdb-error.ts';
import type { ReplayContext } from './context.ts';
import type { Stage, StageRecord } from './record.ts';

const STAGES: readonly Stage[] = ['land', 'validate', 'ingest', 'process', 'assess'];

/** What a stage did, without what every stage's record has. */
export type StageDetails = DetailsOf<StageRecord>;
type DetailsOf<R> = R extends StageRecord ? Omit<R, 'day' | 'status' | 'elapsedMs' | 'findings'> : never;

/** What is said of a stage that did nothing. */
const NOTHING: Readonly<Record<Stage, StageDetails>> = {
  land: { stage: 'land', sources: [] },
  validate: { stage: 'validate', accepted: 0, quarantined: 0, objects: [], skipped: [] },
  ingest: { stage: 'ingest', refused: [], datasets: [] },
  process: { stage: 'process', datasets: [] },
  assess: { stage: 'assess', datasets: [] },
};

/** Runs stages one after the other, times them, tells of their progress and keeps their records. */
export class StageLog {
  readonly #context: ReplayContext;
  readonly #records: StageRecord[] = [];

  constructor(context: ReplayContext) {
    this.#context = context;
  }

  /** The stage's result; undefined when it failed on something of the user's, which is then in its record. */
  async run<T>(
    stage: Stage,
    action: (context: ReplayContext) => Promise<T>,
    describe: (result: T) => StageDetails,
    findingsIn: (result: T) => readonly Finding[] = () => [],
  ): Promise<T | undefined> {
    const { effects, scenario } = this.#context;
    const subject = scenario.spec.name;
    const began = effects.elapsed();
    effects.progress({ kind: 'start', subject, stage });
    try {
      const result = await action(this.#context);
      this.#keep(describe(result), { status: 'done', began, findings: findingsIn(result) });
      return result;
    } catch (error) {
      this.#keep(NOTHING[stage], { status: 'failed', began, findings: findingsOf(error) });
      return undefined;
    } finally {
      effects.progress({ kind: 'end', subject, stage, elapsedMs: effects.elapsed() - began });
    }
  }

  /** The records of all stages; those that were not run are `skipped`. */
  finish(): StageRecord[] {
    for (const stage of STAGES.slice(this.#records.length)) {
      this.#keep(NOTHING[stage], { status: 'skipped', began: this.#context.effects.elapsed(), findings: [] });
    }
    return this.#records;
  }

  #keep(
    details: StageDetails,
    { status, began, findings }: { status: StageRecord['status']; began: number; findings: readonly Finding[] },
  ): void {
    const elapsedMs = Math.max(0, this.#context.effects.elapsed() - began);
    this.#records.push({ ...details, day: this.#context.day, status, elapsedMs, findings: [...findings] });
  }
}

/** Findings of an error that belongs into the record; any other is thrown on: a bug, or a stop from outside. */
export function findingsOf(error: unknown): readonly Finding[] {
  if (error instanceof UserError) return error.findings;
  if (error instanceof DuckDBError && error.kind === 'Out of Memory') {
    return [
      {
        code: 'OUT_OF_MEMORY',
        severity: 'error',
        message: error.reason,
        hint: 'Give the run more memory or less data.',
      },
    ];
  }
  throw error;
}
