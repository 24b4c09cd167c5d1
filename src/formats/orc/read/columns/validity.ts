/** Which of some rows have a value. */
export interface Validity {
  /** A bitmap of Arrow: a bit a row, the first one lowest. */
  readonly bits: Uint8Array;
  /** How many rows have one. */
  readonly count: number;
}

/** Bits that were read for the valid rows alone, each at its row. */
export function scatterBits(bits: Uint8Array, { bits: valid }: Validity, rows: number): Uint8Array {
  const scattered = new Uint8Array((rows + 7) >> 3);
  for (let row = 0, from = 0; row < rows; row++) {
    if (((valid[row >> 3] ?? 0) & (1 << (row & 7))) === 0) continue;
    if (((bits[from >> 3] ?? 0) & (1 << (from & 7))) !== 0) {
      scattered[row >> 3] = (scattered[row >> 3] ?? 0) | (1 << (row & 7));
    }
    from++;
  }
  return scattered;
}

/** How many of the first `length` bits are set. */
export function countBits(bits: Uint8Array, length: number): number {
  let count = 0;
  const whole = length >> 3;
  for (let index = 0; index < whole; index++) count += ONES[bits[index] ?? 0] ?? 0;
  return count + (ONES[(bits[whole] ?? 0) & ((1 << (length & 7)) - 1)] ?? 0);
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => {
  let ones = 0;
  for (let rest = byte; rest > 0; rest >>= 1) ones += rest & 1;
  return ones;
});

type Values = Int8Array | Int16Array | Int32Array | Uint32Array;

/**
 * Moves values, `stride` numbers each, that were read for the valid rows alone and are at the beginning, each to its
 * row; the rows without one get 0.
 */
export function spread(values: Values, stride: number, validity: Validity | undefined, rows: number): void {
  if (!validity || validity.count === rows) return;
  const { bits } = validity;
  let from = validity.count;
  for (let row = rows - 1; row >= 0; row--) {
    const isValid = ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
    if (isValid) from--;
    for (let part = 0; part < stride; part++) {
      values[row * stride + part] = isValid ? (values[from * stride + part] ?? 0) : 0;
    }
  }
}
