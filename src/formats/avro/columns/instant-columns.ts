import type { Data, DataType } from 'apache-arrow';
import type { ByteReader } from '../byte-reader.ts';
import { AvroDamage } from '../damage.ts';
import { FixedValues } from './fixed-values.ts';
import { isNull, LeafColumn } from './leaf-column.ts';

/** The first instant that DuckDB has, by unit; the very last number is its infinity. */
const FIRST = { micros: -9_223_372_022_400_000_000n, nanos: -9_223_286_400_000_000_000n } as const;
const LAST = 2n ** 63n - 2n;

/** Below it, a thousandfold is exact as a JavaScript number. */
const SAFE_MILLIS = 9_000_000_000_000;

/** Instants in microseconds or nanoseconds, as they are. */
export class InstantColumn extends LeafColumn {
  readonly #first: bigint;
  readonly #values = new FixedValues(2);

  constructor(type: DataType, unit: 'micros' | 'nanos') {
    super(type);
    this.#first = FIRST[unit];
  }

  read(input: ByteReader): void {
    const values = this.#values;
    if (isNull(input, this.nullIndex)) values.addNull();
    else {
      const from = input.pos;
      input.long();
      const { low, high } = input;
      if (high === 0x7fffffff || high < -0x7fff_0000) checked(input.longValue(), this.#first, from);
      const at = values.add();
      values.words[at] = low;
      values.words[at + 1] = high;
    }
  }

  readNull(): void {
    this.#values.addNull();
  }

  finish(): Data {
    return this.#values.take(this.type);
  }
}

/** Instants in milliseconds, as microseconds. */
export class MillisColumn extends LeafColumn {
  readonly #values = new FixedValues(2);

  read(input: ByteReader): void {
    const values = this.#values;
    if (isNull(input, this.nullIndex)) {
      values.addNull();
      return;
    }
    const from = input.pos;
    input.long();
    const millis = input.high * 2 ** 32 + (input.low >>> 0);
    if (Math.abs(millis) < SAFE_MILLIS) {
      const micros = millis * 1000;
      const at = values.add();
      values.words[at] = micros | 0;
      values.words[at + 1] = Math.floor(micros / 2 ** 32);
    } else {
      const micros = checked(input.longValue() * 1000n, FIRST.micros, from);
      const at = values.add();
      values.words[at] = Number(BigInt.asIntN(32, micros));
      values.words[at + 1] = Number(micros >> 32n);
    }
  }

  readNull(): void {
    this.#values.addNull();
  }

  finish(): Data {
    return this.#values.take(this.type);
  }
}

function checked(value: bigint, first: bigint, at: number): bigint {
  if (value >= first && value <= LAST) return value;
  const expected = `${first} to ${LAST}`;
  throw new AvroDamage('an instant is beyond those of a table', { at, found: `${value}`, expected });
}

/** Days since 1970; the two ends are infinities in DuckDB. */
export class DateColumn extends LeafColumn {
  readonly #values = new FixedValues(1);

  read(input: ByteReader): void {
    const values = this.#values;
    if (isNull(input, this.nullIndex)) values.addNull();
    else {
      const from = input.pos;
      const days = input.int();
      if (Math.abs(days) > LAST_DAY) {
        const expected = `-${LAST_DAY} to ${LAST_DAY}`;
        throw new AvroDamage('a date is beyond those of a table', { at: from, found: `day ${days}`, expected });
      }
      const at = values.add();
      values.words[at] = days;
    }
  }

  readNull(): void {
    this.#values.addNull();
  }

  finish(): Data {
    return this.#values.take(this.type);
  }
}

const LAST_DAY = 2 ** 31 - 2;
