import type { ColumnStatisticsDraft } from '../../messages/shapes.ts';
import { compareSlices, type Slice } from '../compare-bytes.ts';
import type { Summary } from './summary.ts';

/** Longer bounds are cut, as ORC's own writers cut them. */
const LONGEST = 1024;
const LAST_CODE_POINT = 0x10ffff;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

export class TextSummary implements Summary<TextSummary> {
  #min: Slice | undefined;
  #max: Slice | undefined;
  #sum = 0;

  /** A value among those that may be the least or the greatest. */
  bound(bytes: Uint8Array, from: number, to: number): void {
    const min = this.#min;
    const max = this.#max;
    if (!min || !max) {
      this.#min = kept(bytes, from, to);
      this.#max = this.#min;
      return;
    }
    // Most values are told apart by their first byte.
    const first = from < to ? (bytes[from] ?? 0) : -1;
    if (first <= (min.bytes[0] ?? -1) && compareSlices({ bytes, from, to }, min) < 0) this.#min = kept(bytes, from, to);
    else if (first >= (max.bytes[0] ?? -1) && compareSlices({ bytes, from, to }, max) > 0) {
      this.#max = kept(bytes, from, to);
    }
  }

  /** Of values with so many bytes together. */
  add(bytes: number): void {
    this.#sum += bytes;
  }

  merge(other: TextSummary): void {
    if (other.#min && (!this.#min || compareSlices(other.#min, this.#min) < 0)) this.#min = other.#min;
    if (other.#max && (!this.#max || compareSlices(other.#max, this.#max) > 0)) this.#max = other.#max;
    this.#sum += other.#sum;
  }

  draft(): ColumnStatisticsDraft {
    if (!this.#min || !this.#max) return { stringStatistics: { sum: 0n } };
    return { stringStatistics: { ...lowest(this.#min), ...highest(this.#max), sum: BigInt(this.#sum) } };
  }
}

function kept(bytes: Uint8Array, from: number, to: number): Slice {
  return { bytes: bytes.slice(from, to), from: 0, to: to - from };
}

function lowest(min: Slice): { readonly minimum: string } | { readonly lowerBound: string } {
  return min.to <= LONGEST ? { minimum: utf8.decode(min.bytes) } : { lowerBound: beginning(min.bytes) };
}

/** A cut upper bound ends in the next code point, so that it comes after all that begin as it did. */
function highest(max: Slice): { readonly maximum?: string; readonly upperBound?: string } {
  if (max.to <= LONGEST) return { maximum: utf8.decode(max.bytes) };
  const points = Array.from(beginning(max.bytes), (char) => char.codePointAt(0) ?? 0);
  while (points.at(-1) === LAST_CODE_POINT) points.pop();
  const last = points.pop();
  if (last === undefined) return {};
  return { upperBound: String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1) };
}

/** As many whole characters as there is room for. */
function beginning(bytes: Uint8Array): string {
  let end = LONGEST;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return utf8.decode(bytes.subarray(0, end));
}
