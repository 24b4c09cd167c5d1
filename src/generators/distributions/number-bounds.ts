import { fieldError, type FieldContext } from '../field.ts';

/** The numbers that a field may give, in units of its last decimal. */
export interface NumberBounds {
  readonly min: number;
  readonly max: number;
  /** Units in 1: 100 for two decimals. */
  readonly scale: number;
  /** The least in units, and how many there are. */
  readonly low: number;
  readonly steps: number;
}

interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly decimals: number;
}

/** The bounds as stated, else those of the distribution; throws where there are none, or nothing lies between them. */
export function numberBounds(stated: Bounds, natural: Partial<Bounds>, context: FieldContext): NumberBounds {
  const { decimals } = stated;
  const scale = 10 ** decimals;
  const min = stated.min ?? natural.min;
  const max = stated.max ?? natural.max;
  if (min === undefined || max === undefined) {
    throw fieldError(context, {
      code: 'FIELD_NO_BOUNDS',
      message: `the numbers have no ${min === undefined ? 'min' : 'max'}`,
      expected: 'min and max, or a distribution with its parameters such as { normal: { mean: 10, sd: 2 } }',
    });
  }
  const low = Math.ceil(round(min * scale));
  const steps = Math.floor(round(max * scale)) - low + 1;
  if (steps < 1) {
    throw fieldError(context, {
      code: 'FIELD_EMPTY_RANGE',
      message: `no number with ${decimals} decimals lies between min and max`,
      found: `min ${min}, max ${max}`,
      expected: 'min at most max',
    });
  }
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(low + steps)) {
    throw fieldError(context, {
      code: 'FIELD_RANGE_TOO_WIDE',
      message: 'the range holds more numbers than can be told apart',
      found: `min ${min}, max ${max}, decimals ${decimals}`,
      expected: `values below ${Number.MAX_SAFE_INTEGER} in units of the last decimal`,
    });
  }
  return { min, max, scale, low, steps };
}

/** Takes off what binary fractions add: `1.1 * 100` is 110. */
function round(value: number): number {
  return Number(value.toPrecision(15));
}
