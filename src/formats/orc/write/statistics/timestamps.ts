import type { ColumnStatisticsDraft } from '../../messages/shapes.ts';
import type { Summary } from './summary.ts';

interface Moment {
  readonly seconds: number;
  /** From 0 on, also before 1970. */
  readonly nanos: number;
}

const NANOS_PER_MILLI = 1_000_000;
/** What readers take the nanoseconds within a millisecond to be where they are not told. */
const LEAST_NANOS = 0;
const MOST_NANOS = 999_999;

export class TimestampSummary implements Summary<TimestampSummary> {
  #min: Moment | undefined;
  #max: Moment | undefined;

  static of(seconds: Float64Array, nanos: Float64Array, count: number): TimestampSummary {
    const summary = new TimestampSummary();
    let min = 0;
    let max = 0;
    for (let index = 1; index < count; index++) {
      const second = seconds[index] ?? 0;
      const nano = nanos[index] ?? 0;
      const least = seconds[min] ?? 0;
      const most = seconds[max] ?? 0;
      if (second < least || (second === least && nano < (nanos[min] ?? 0))) min = index;
      if (second > most || (second === most && nano > (nanos[max] ?? 0))) max = index;
    }
    if (count === 0) return summary;
    summary.#min = { seconds: seconds[min] ?? 0, nanos: nanos[min] ?? 0 };
    summary.#max = { seconds: seconds[max] ?? 0, nanos: nanos[max] ?? 0 };
    return summary;
  }

  merge(other: TimestampSummary): void {
    if (other.#min && (!this.#min || isBefore(other.#min, this.#min))) this.#min = other.#min;
    if (other.#max && (!this.#max || isBefore(this.#max, other.#max))) this.#max = other.#max;
  }

  /** Milliseconds as if in UTC, and what nanoseconds within them, plus one (orc_proto.proto, TimestampStatistics). */
  draft(): ColumnStatisticsDraft {
    if (!this.#min || !this.#max) return { timestampStatistics: {} };
    const least = this.#min.nanos % NANOS_PER_MILLI;
    const most = this.#max.nanos % NANOS_PER_MILLI;
    return {
      timestampStatistics: {
        minimumUtc: millisOf(this.#min),
        maximumUtc: millisOf(this.#max),
        minimumNanos: least === LEAST_NANOS ? undefined : least + 1,
        maximumNanos: most === MOST_NANOS ? undefined : most + 1,
      },
    };
  }
}

function isBefore(a: Moment, b: Moment): boolean {
  return a.seconds < b.seconds || (a.seconds === b.seconds && a.nanos < b.nanos);
}

function millisOf({ seconds, nanos }: Moment): bigint {
  return BigInt(seconds) * 1000n + BigInt(Math.floor(nanos / NANOS_PER_MILLI));
}
