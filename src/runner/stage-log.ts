import { UserError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { DuckDBError } from '../duckdb/duckdb-error.ts';
import type { ReplayContext } from './context.ts';
import type { Stage, StageOf, StageRecord } from './record.ts';

const STAGES: readonly Stage[] = ['land', 'validate', 'ingest', 'process', 'assess'];

/** What is said of a stage that did nothing. */
const NOTHING: { readonly [S in Stage]: Details<S> } = {
  land: { sources: [] },
  validate: { accepted: 0, quarantined: 0, objects: [] },
  ingest: { refused: [], datasets: [] },
  process: { datasets: [] },
  assess: { datasets: [] },
};

type Base = 'stage' | 'day' | 'status' | 'elapsedMs' | 'findings';
type Details<S extends Stage> = Omit<StageOf<S>, Base>;

/** Runs stages one after the other, times them, tells of their progress and keeps their records. */
export class StageLog {
  readonly #context: ReplayContext;
  readonly #records: StageRecord[] = [];

  constructor(context: ReplayContext) {
    this.#context = context;
  }

  /** The stage's result; undefined when it failed on something of the user's, which is then in its record. */
  async run<S extends Stage, T>(
    stage: S,
    action: (context: ReplayContext) => Promise<T>,
    describe: (result: T) => Details<S> & { readonly findings?: readonly Finding[] },
  ): Promise<T | undefined> {
    const { effects, scenario } = this.#context;
    const subject = scenario.spec.name;
    const began = effects.elapsed();
    effects.progress({ kind: 'start', subject, stage });
    try {
      const result = await action(this.#context);
      const { findings = [], ...details } = describe(result);
      this.#keep(stage, 'done', details as unknown as Details<S>, began, findings);
      return result;
    } catch (error) {
      this.#keep(stage, 'failed', NOTHING[stage] as Details<S>, began, findingsOf(error));
      return undefined;
    } finally {
      effects.progress({ kind: 'end', subject, stage, elapsedMs: effects.elapsed() - began });
    }
  }

  /** The records of all stages; those that were not run are `skipped`. */
  finish(): StageRecord[] {
    for (const stage of STAGES.slice(this.#records.length)) {
      this.#keep(stage, 'skipped', NOTHING[stage], this.#context.effects.elapsed(), []);
    }
    return this.#records;
  }

  #keep<S extends Stage>(
    stage: S,
    status: StageRecord['status'],
    details: Details<S>,
    began: number,
    findings: readonly Finding[],
  ): void {
    const elapsedMs = Math.max(0, this.#context.effects.elapsed() - began);
    const record = { stage, day: this.#context.day, status, elapsedMs, findings, ...details };
    this.#records.push(record as unknown as StageRecord);
  }
}

/** Findings of an error that belongs into the record; any other is thrown on: a bug, or a stop from outside. */
function findingsOf(error: unknown): readonly Finding[] {
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
