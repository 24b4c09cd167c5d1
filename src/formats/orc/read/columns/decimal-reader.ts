import type { Data, DataType } from 'apache-arrow';
import { arrowData } from './arrow-data.ts';
import type { BitRuns } from '../decode/bit-runs.ts';
import type { Integers } from '../decode/integers.ts';
import type { LongVarints } from '../decode/long-varints.ts';
import { ColumnReader } from './column-reader.ts';
import { spread, type Validity } from './validity.ts';

/** Decimals: whole numbers of any length, and for each of them the scale it was written with. */
export class DecimalReader extends ColumnReader {
  readonly #decimal: { readonly precision: number; readonly scale: number };
  readonly #numbers: LongVarints;
  readonly #scales: Integers;

  constructor(
    type: DataType,
    present: BitRuns | undefined,
    streams: { decimal: { precision: number; scale: number }; numbers: LongVarints; scales: Integers },
  ) {
    super(type, present, [streams.numbers, streams.scales]);
    this.#decimal = streams.decimal;
    this.#numbers = streams.numbers;
    this.#scales = streams.scales;
  }

  protected readValues(rows: number, validity: Validity | undefined, count: number): Data {
    const data = new Uint32Array(rows * 4);
    const scales = new Int32Array(count);
    this.#numbers.read(data, count);
    this.#scales.read32(scales, count);
    const { scale, precision } = this.#decimal;
    const limit = 10n ** BigInt(precision);
    const isShort = precision > 9 ? 10 ** Math.min(precision, 15) : 10 ** precision;
    for (let index = 0; index < count; index++) {
      const at = index * 4;
      if (scales[index] === scale && fitsIn(data, at, isShort)) continue;
      put(data, at, this.#rescaled(joined(data, at), scales[index] ?? 0, limit));
    }
    spread(data, 4, validity, rows);
    return arrowData(this.type, rows, validity, { values: data });
  }

  /** The whole number that has the value with the scale of the type. */
  #rescaled(number: bigint, written: number, limit: bigint): bigint {
    const { scale, precision } = this.#decimal;
    const { stream } = this.#scales;
    if (written < -38 || written > 76) throw stream.fail(`a decimal has the scale ${written}`);
    const factor = 10n ** BigInt(Math.abs(scale - written));
    if (written > scale && number % factor !== 0n) {
      throw stream.fail(`a decimal has ${written} places behind the point, and the column ${scale}`);
    }
    const value = written > scale ? number / factor : number * factor;
    if (value >= limit || value <= -limit) {
      throw stream.fail(`a decimal has more than the ${precision} digits of its column`);
    }
    return value;
  }
}

/** Whether a number of four words is surely below a bound, at most 10^15, by amount. */
function fitsIn(words: Uint32Array, at: number, bound: number): boolean {
  const top = (words[at + 1] ?? 0) | 0;
  const sign = top >> 31;
  if ((words[at + 2] ?? 0) !== sign >>> 0 || (words[at + 3] ?? 0) !== sign >>> 0) return false;
  const value = top * 2 ** 32 + (words[at] ?? 0);
  return value < bound && value > -bound;
}

function joined(words: Uint32Array, at: number): bigint {
  let value = 0n;
  for (let word = 3; word >= 0; word--) value = (value << 32n) | BigInt(words[at + word] ?? 0);
  return BigInt.asIntN(128, value);
}

function put(words: Uint32Array, at: number, value: bigint): void {
  for (let word = 0; word < 4; word++) words[at + word] = Number(BigInt.asUintN(32, value >> BigInt(word * 32)));
}
