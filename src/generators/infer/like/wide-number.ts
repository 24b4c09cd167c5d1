import type { FieldInput } from '../../field-schema.ts';
import type { SeenColumn } from './seen-column.ts';

/** Whole numbers too large for a `number` field: as many random digits as the greatest has, but one. */
export function digitsField(greatest: number, { isUnique }: Pick<SeenColumn, 'isUnique'>): FieldInput {
  const digits = Math.max(BigInt(Math.trunc(greatest)).toString().length - 1, 1);
  return { pattern: '#'.repeat(digits), ...(isUnique ? { unique: true } : {}) };
}

/** Numbers too large or too small for a `number` field: random digits of the size that the middle one has. */
export function scientificField(points: readonly number[]): FieldInput {
  const middle = points.map(Math.abs).toSorted((one, other) => one - other)[Math.floor(points.length / 2)] ?? 0;
  const exponent = middle === 0 ? 0 : Math.floor(Math.log10(middle));
  return { pattern: `#.######e${exponent}` };
}
