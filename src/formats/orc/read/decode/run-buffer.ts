/** The longest run of either version. */
const LONGEST_RUN = 512;

/** The values of one run of integers, as the low and the high halves of 64 bits. */
export class RunBuffer {
  readonly low = new Int32Array(LONGEST_RUN);
  readonly high = new Int32Array(LONGEST_RUN);
  length = 0;

  /** Makes the signed numbers that were written as 0, -1, 1, -2 … of the unsigned ones from a place on. */
  undoZigzag(from: number): void {
    const { low, high, length } = this;
    for (let index = from; index < length; index++) {
      const l = low[index] ?? 0;
      const h = high[index] ?? 0;
      const sign = -(l & 1);
      low[index] = ((l >>> 1) | (h << 31)) ^ sign;
      high[index] = (h >>> 1) ^ sign;
    }
  }
}
