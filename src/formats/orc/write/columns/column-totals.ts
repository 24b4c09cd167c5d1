import type { ColumnStatisticsDraft } from '../../messages/shapes.ts';
import type { Summary } from '../statistics/summary.ts';

/** The statistics of a column over a row group, a stripe or the file. */
export class ColumnTotals<S extends Summary<S>> {
  readonly #summary: S;
  #values: number;
  #hasNull: boolean;
  /** Of its streams; row groups do not tell. */
  bytesOnDisk: number | undefined;

  constructor(summary: S, { values, hasNull }: { readonly values: number; readonly hasNull: boolean } = NOTHING) {
    this.#summary = summary;
    this.#values = values;
    this.#hasNull = hasNull;
  }

  merge(other: ColumnTotals<S>): void {
    this.#summary.merge(other.#summary);
    this.#values += other.#values;
    this.#hasNull ||= other.#hasNull;
    if (other.bytesOnDisk !== undefined) this.bytesOnDisk = (this.bytesOnDisk ?? 0) + other.bytesOnDisk;
  }

  draft(): ColumnStatisticsDraft {
    return {
      numberOfValues: this.#values,
      hasNull: this.#hasNull,
      ...(this.bytesOnDisk === undefined ? {} : { bytesOnDisk: this.bytesOnDisk }),
      ...this.#summary.draft(),
    };
  }
}

const NOTHING = { values: 0, hasNull: false };
