import { DataType, TimeUnit, type Data } from 'apache-arrow';
import type { BitRuns } from '../decode/bit-runs.ts';
import type { Integers } from '../decode/integers.ts';
import { withTimeOfJulian } from '../julian-days.ts';
import type { TimeZone } from '../time-zone.ts';
import { arrowData } from './arrow-data.ts';
import { ColumnReader } from './column-reader.ts';
import { spread, type Validity } from './validity.ts';

/** 2015-01-01T00:00:00, from where ORC counts, in seconds since 1970. */
const ORC_EPOCH = 1_420_070_400;

/**
 * Timestamps: seconds since the beginning of 2015 as the clocks of the writer's zone showed it, and nanoseconds. What
 * is read is what those clocks showed, without a zone; undefined is a zone that is UTC.
 */
export class TimestampReader extends ColumnReader {
  readonly #seconds: Integers;
  readonly #nanos: Integers;
  readonly #zone: TimeZone | undefined;
  readonly #isJulian: boolean;
  readonly #unit: 'ns' | 'us';

  constructor(
    type: DataType,
    present: BitRuns | undefined,
    {
      seconds,
      nanos,
      zone,
      isJulian,
    }: { seconds: Integers; nanos: Integers; zone: TimeZone | undefined; isJulian: boolean },
  ) {
    super(type, present, [seconds, nanos]);
    this.#seconds = seconds;
    this.#nanos = nanos;
    this.#zone = zone;
    this.#isJulian = isJulian;
    this.#unit = DataType.isTimestamp(type) && type.unit === TimeUnit.MICROSECOND ? 'us' : 'ns';
  }

  protected readValues(rows: number, validity: Validity | undefined, count: number): Data {
    const seconds = new Float64Array(count);
    const nanos = new Float64Array(count);
    this.#seconds.readNumbers(seconds, count);
    this.#nanos.readNumbers(nanos, count);
    this.#settle(seconds, nanos);
    const halves = new Int32Array(rows * 2);
    if (this.#unit === 'ns') this.#toNanoseconds(seconds, nanos, halves);
    else this.#toMicroseconds(seconds, nanos, halves);
    spread(halves, 2, validity, rows);
    return arrowData(this.type, rows, validity, { values: new BigInt64Array(halves.buffer) });
  }

  /** Makes whole seconds since 1970 and nanoseconds after them of what was written. */
  #settle(seconds: Float64Array, nanos: Float64Array): void {
    const zone = this.#zone;
    const epoch = ORC_EPOCH - (zone?.offsetOfWall(ORC_EPOCH) ?? 0);
    for (let index = 0; index < seconds.length; index++) {
      let nano = nanosOf(nanos[index] ?? 0);
      let second = (seconds[index] ?? 0) + epoch;
      if (nano > 999_999_999 || nano < -999_999_999) {
        throw this.#nanos.stream.fail(`${nano} nanoseconds within a second`);
      }
      if (nano < 0) {
        // Arrow cuts seconds before 1970 towards it, and writes what is left as it is.
        nano += 1e9;
        second -= 1;
      } else if (second < 0 && nano > 999_999) {
        // The writers of ORC cut them likewise, unless there is no whole millisecond.
        second -= 1;
      }
      nanos[index] = nano;
      const shown = zone ? second + zone.offsetAt(second) : second;
      seconds[index] = this.#isJulian ? withTimeOfJulian(shown) : shown;
    }
  }

  #toNanoseconds(seconds: Float64Array, nanos: Float64Array, halves: Int32Array): void {
    for (let index = 0; index < seconds.length; index++) {
      const second = seconds[index] ?? 0;
      const nano = nanos[index] ?? 0;
      if (second >= 9_223_372_036 || second <= -9_223_372_037) this.#expectNanoseconds(second, nano);
      putSum(halves, index * 2, second, 1e9, nano);
    }
  }

  #expectNanoseconds(second: number, nano: number): void {
    if (second === 9_223_372_036 && nano <= 854_775_807) return;
    if (second === -9_223_372_037 && nano >= 145_224_192) return;
    throw this.#seconds.stream.fail(
      `the timestamp ${textOf(second)} is beyond what 64 bits of nanoseconds hold (1677-09-21 to 2262-04-11); ` +
        `read with timestampUnit: 'us'`,
      { timestampUnit: 'us' },
    );
  }

  #toMicroseconds(seconds: Float64Array, nanos: Float64Array, halves: Int32Array): void {
    for (let index = 0; index < seconds.length; index++) {
      const second = seconds[index] ?? 0;
      const nano = nanos[index] ?? 0;
      if (nano % 1000 !== 0) {
        throw this.#nanos.stream.fail(
          `the timestamp ${textOf(second)} has ${nano} nanoseconds, which microseconds cannot hold; ` +
            `read with timestampUnit: 'ns'`,
          { timestampUnit: 'ns' },
        );
      }
      if (second >= 9_223_372_036_854 || second <= -9_223_372_036_855) {
        throw this.#seconds.stream.fail(`a timestamp ${second} seconds from 1970 is beyond 64 bits of microseconds`);
      }
      putSum(halves, index * 2, second, 1e6, nano / 1000);
    }
  }
}

const POWERS = Float64Array.of(1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8);

/** The lowest three bits count the zeros that were cut off at the end, less one. */
function nanosOf(written: number): number {
  const digits = Math.floor(written / 8);
  return digits * (POWERS[written - digits * 8] ?? 1);
}

const TWO_32 = 2 ** 32;

/** Puts `second * factor + rest` as two halves of 64 bits; no step leaves the 53 bits of exact numbers. */
function putSum(halves: Int32Array, at: number, second: number, factor: number, rest: number): void {
  const top = Math.floor(second / 65_536);
  const upper = top * factor;
  const lower = (second - top * 65_536) * factor + rest;
  const upperTop = Math.floor(upper / 65_536);
  const lowerTop = Math.floor(lower / TWO_32);
  const low = (upper - upperTop * 65_536) * 65_536 + (lower - lowerTop * TWO_32);
  halves[at] = low | 0;
  halves[at + 1] = upperTop + lowerTop + (low >= TWO_32 ? 1 : 0);
}

function textOf(second: number): string {
  const date = new Date(second * 1000);
  return Number.isNaN(date.getTime()) ? `${second} seconds from 1970` : date.toISOString().slice(0, 19);
}
