import { TimeUnit, type Data } from 'apache-arrow';
import { cannotHold } from '../cannot-hold.ts';
import { NumberBuffer } from '../number-buffer.ts';
import { OutStream, type Blocks } from '../out-stream.ts';
import { writeIntegerRuns } from '../rle/integer-runs.ts';
import { TimestampSummary } from '../statistics/timestamps.ts';
import type { StripeValues, Values } from './values.ts';

const TWO_32 = 2 ** 32;
/** 2015-01-01T00:00:00Z, from which ORC counts seconds. */
const EPOCH = 1_420_070_400;
/** 126 million years: seconds are written exactly up to here, and readers hold their milliseconds. */
const MOST_SECONDS = 4e15;
/** Up to here readers take nanoseconds before 1970 for those after the second. */
const FLOORED_NANOS = 999_999;

const PER_SECOND: Readonly<Record<TimeUnit, number>> = {
  [TimeUnit.SECOND]: 1,
  [TimeUnit.MILLISECOND]: 1e3,
  [TimeUnit.MICROSECOND]: 1e6,
  [TimeUnit.NANOSECOND]: 1e9,
};

/** timestamp, of a wall clock as if in UTC, and timestamp with local time zone. */
export class TimestampValues implements Values<TimestampSummary> {
  readonly #blocks: Blocks;
  readonly #unitsPerSecond: number;
  readonly #column: string;
  readonly #seconds = new NumberBuffer();
  readonly #nanos = new NumberBuffer();
  #data: OutStream;
  #secondary: OutStream;

  constructor(blocks: Blocks, unit: TimeUnit, column: string) {
    this.#blocks = blocks;
    this.#unitsPerSecond = PER_SECOND[unit];
    this.#column = column;
    this.#data = new OutStream(blocks);
    this.#secondary = new OutStream(blocks);
  }

  /** The rest of a division is exact in its low 32 bits, by which a quotient that was rounded is set right. */
  append({ values }: Data, from: number, to: number): void {
    const halves = new Int32Array(values.buffer, values.byteOffset + from * 8, (to - from) * 2);
    const units = this.#unitsPerSecond;
    const nanosPerUnit = 1e9 / units;
    this.#seconds.reserve(to - from);
    this.#nanos.reserve(to - from);
    const seconds = this.#seconds.values;
    const nanos = this.#nanos.values;
    let at = this.#seconds.length;
    for (let index = 0; index < halves.length; index += 2) {
      const low = halves[index] ?? 0;
      const high = halves[index + 1] ?? 0;
      let second = Math.floor((high * TWO_32 + (low >>> 0)) / units);
      let rest = units === 1 ? 0 : (low - Math.imul(second | 0, units)) | 0;
      if (rest < 0) {
        second -= 1;
        rest += units;
      } else if (rest >= units) {
        second += 1;
        rest -= units;
      }
      seconds[at] = second;
      nanos[at++] = rest * nanosPerUnit;
    }
    this.#seconds.length = at;
    this.#nanos.length = at;
  }

  endGroup(): TimestampSummary {
    const seconds = this.#seconds.values;
    const nanos = this.#nanos.values;
    const count = this.#seconds.length;
    const summary = TimestampSummary.of(seconds, nanos, count);
    for (let index = 0; index < count; index++) {
      const nano = nanos[index] ?? 0;
      seconds[index] = this.#stored(seconds[index] ?? 0, nano);
      nanos[index] = shortened(nano);
    }
    this.#data.mark(0);
    this.#secondary.mark(0);
    writeIntegerRuns(this.#data.sink, seconds, count, true);
    writeIntegerRuns(this.#secondary.sink, nanos, count, false);
    this.#data.settle();
    this.#secondary.settle();
    this.#seconds.length = 0;
    this.#nanos.length = 0;
    return summary;
  }

  /**
   * Readers take a second off where it is before 1970 and has a millisecond or more (RecordReader of the Java and C++
   * libraries, ORC-763), so one is added here; the last second before 1970 is then lost on them.
   */
  #stored(second: number, nano: number): number {
    if (second > MOST_SECONDS || second < -MOST_SECONDS) {
      throw cannotHold(
        this.#column,
        `the timestamp of ${second} seconds since 1970 is beyond the years that are written`,
      );
    }
    if (second >= 0 || nano <= FLOORED_NANOS) return second - EPOCH;
    if (second < -1) return second + 1 - EPOCH;
    throw cannotHold(
      this.#column,
      `the timestamp 1969-12-31 23:59:59.${String(nano).padStart(9, '0')} is read a second later by every reader of ORC`,
    );
  }

  noSummary(): TimestampSummary {
    return new TimestampSummary();
  }

  get pending(): number {
    return 16 * this.#seconds.length;
  }

  get size(): number {
    return this.#data.length + this.#secondary.length;
  }

  endStripe(): StripeValues {
    const [data, secondary] = [this.#data, this.#secondary];
    this.#data = new OutStream(this.#blocks);
    this.#secondary = new OutStream(this.#blocks);
    return {
      streams: [
        { kind: 'DATA', stream: data },
        { kind: 'SECONDARY', stream: secondary },
      ],
      encoding: 'DIRECT_V2',
    };
  }
}

/** Two or more zeros at the end are three bits that say how many (ORC v1, "Timestamp Columns"). */
function shortened(nanos: number): number {
  if (nanos === 0) return 0;
  if (nanos % 100 !== 0) return nanos * 8;
  let rest = nanos / 100;
  let zeros = 1;
  while (rest % 10 === 0 && zeros < 7) {
    rest /= 10;
    zeros++;
  }
  return rest * 8 + zeros;
}
