import type { ColumnStatisticsDraft } from '../../messages/shapes.ts';
import type { Summary } from './summary.ts';

/** Sums of more digits are left out. */
const LIMIT = 10n ** 38n;

/** Of decimals as whole numbers of their last digit. */
export class DecimalSummary implements Summary<DecimalSummary> {
  readonly #scale: number;
  #min: bigint | undefined;
  #max: bigint | undefined;
  #sum = 0n;

  constructor(scale: number) {
    this.#scale = scale;
  }

  /** Of values of which these are the least and the greatest. */
  add(min: bigint, max: bigint, sum: bigint): void {
    if (this.#min === undefined || min < this.#min) this.#min = min;
    if (this.#max === undefined || max > this.#max) this.#max = max;
    this.#sum += sum;
  }

  merge(other: DecimalSummary): void {
    if (other.#min !== undefined && other.#max !== undefined) this.add(other.#min, other.#max, other.#sum);
  }

  draft(): ColumnStatisticsDraft {
    const sum = this.#sum >= LIMIT || this.#sum <= -LIMIT ? undefined : this.#sum;
    const [minimum, maximum, total] = [this.#min, this.#max, sum].map((value) =>
      value === undefined ? undefined : decimalText(value, this.#scale),
    );
    return { decimalStatistics: { minimum, maximum, sum: total } };
  }
}

function decimalText(value: bigint, scale: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
