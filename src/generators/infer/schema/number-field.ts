import type { FieldInput } from '../../field-schema.ts';
import { isKeyName, wordsOf } from '../name-hint.ts';
import type { ScalarType, SchemaColumn } from './schema-column.ts';

/** Numbers within what the schema says, else within what the column's name says, else from 0 to 1,000. */
export function numberField(type: ScalarType, { name, unique = false }: SchemaColumn): FieldInput {
  const decimals = decimalsOf(type, name);
  const range = rangeOf(type, name, decimals);
  if (unique && decimals === 0) return uniqueNumber(type, range);
  if (type.multipleOf !== undefined && !isDecimalStep(type.multipleOf)) return multiples(type.multipleOf, range);
  const isAmount = !isBounded(type) && AMOUNT.test(wordsOf(name));
  return {
    number: {
      ...range,
      ...(decimals === 0 ? {} : { decimals }),
      ...(isAmount ? { distribution: 'log-normal' as const } : {}),
    },
    ...(unique ? { unique: true } : {}),
  };
}

interface NumberRange {
  readonly min: number;
  readonly max: number;
}

const AMOUNT = /(^|_)(price|amount|total|cost|revenue|salary|balance|fee|tax|sum|income|budget)(_|$)/;

/** What columns of a name hold. */
const HINTS: readonly (NumberRange & { readonly name: RegExp; readonly decimals?: number })[] = [
  { name: /(^|_)(lat|latitude)$/, min: -90, max: 90, decimals: 6 },
  { name: /(^|_)(lon|lng|long|longitude)$/, min: -180, max: 180, decimals: 6 },
  { name: /(^|_)age$/, min: 18, max: 90 },
  { name: /(^|_)year$/, min: 1990, max: 2024 },
  { name: /(^|_)month$/, min: 1, max: 12 },
  { name: /(^|_)(hour)$/, min: 0, max: 23 },
  { name: /(^|_)(quantity|qty|count)$/, min: 1, max: 100 },
  { name: /(^|_)(rating|stars)$/, min: 1, max: 5 },
  { name: /(^|_)(percent|percentage|pct)$/, min: 0, max: 100 },
  { name: /(^|_)(rate|share|ratio|discount|probability)$/, min: 0, max: 1, decimals: 4 },
  { name: AMOUNT, min: 1, max: 1000, decimals: 2 },
];

function hintOf(name: string) {
  return HINTS.find((hint) => hint.name.test(wordsOf(name)));
}

/** Digits after the point: of the type, of the step; two for binary fractions unless the name says more. */
function decimalsOf({ type, multipleOf }: ScalarType, name: string): number {
  if (type.includes('INT')) return 0;
  if (multipleOf !== undefined && isDecimalStep(multipleOf)) return Math.round(-Math.log10(multipleOf));
  const [, scale] = /^DECIMAL\(\d+,(\d+)\)$/.exec(type) ?? [];
  return Math.min(scale === undefined ? (hintOf(name)?.decimals ?? 2) : Number(scale), 9);
}

function isDecimalStep(step: number): boolean {
  const decimals = -Math.log10(step);
  return step <= 1 && Math.abs(decimals - Math.round(decimals)) < 1e-9 && decimals < 9.5;
}

function isBounded({ min, max, above, below }: ScalarType): boolean {
  return [min, max, above, below].some((bound) => bound !== undefined);
}

/** The bounds that are stated; where one is missing, a thousand (of what fits the type) from the other. */
function rangeOf(type: ScalarType, name: string, decimals: number): NumberRange {
  const limits = limitsOf(type.type);
  const step = 10 ** -decimals;
  const least = type.min ?? (type.above === undefined ? undefined : plus(type.above, step, decimals));
  const greatest = type.max ?? (type.below === undefined ? undefined : plus(type.below, -step, decimals));
  const hint = hintOf(name);
  const isHinted = hint !== undefined && (least ?? hint.min) <= hint.max && (greatest ?? hint.max) >= hint.min;
  const natural = isHinted ? hint : isKeyName(name) ? { min: 1, max: 1_000_000 } : { min: 0, max: 1000 };
  const min = least ?? (greatest === undefined || natural.min <= greatest ? natural.min : greatest - 1000);
  const max = greatest ?? (natural.max >= min ? natural.max : min + 1000);
  return { min: Math.max(min, limits.min), max: Math.min(max, limits.max) };
}

function plus(bound: number, step: number, decimals: number): number {
  if (decimals === 0) return step > 0 ? Math.floor(bound) + 1 : Math.ceil(bound) - 1;
  return Number((bound + step).toFixed(decimals));
}

const SAFE = 9_000_000_000_000_000;

function limitsOf(type: string): NumberRange {
  const [, digits, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? [];
  if (digits !== undefined && scale !== undefined) {
    const whole = Math.min(Number(digits) - Number(scale), 15 - Math.min(Number(scale), 9));
    const max = Number((10 ** whole - 10 ** -Math.min(Number(scale), 9)).toFixed(Math.min(Number(scale), 9)));
    return { min: -max, max };
  }
  const bits = { TINYINT: 8, SMALLINT: 16, INTEGER: 32 }[type.replace(/^U/, '')];
  if (bits === undefined) return { min: type.startsWith('U') ? 0 : -SAFE, max: SAFE };
  return type.startsWith('U') ? { min: 0, max: 2 ** bits - 1 } : { min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 };
}

/** One after another where the schema sets no upper bound, so that any number of rows can be made. */
function uniqueNumber(type: ScalarType, range: NumberRange): FieldInput {
  if (type.max !== undefined || type.below !== undefined) return { number: range, unique: true };
  const from = type.min ?? type.above;
  return { sequence: { start: from === undefined ? 1 : Math.max(1, range.min) } };
}

const MOST_MULTIPLES = 100;

/** Multiples of a step that is no power of ten are listed, a hundred at most. */
function multiples(step: number, { min, max }: NumberRange): FieldInput {
  const first = Math.ceil(Number((min / step).toPrecision(12)));
  const last = Math.floor(Number((max / step).toPrecision(12)));
  const count = Math.max(Math.min(last - first + 1, MOST_MULTIPLES), 1);
  return { choice: Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12))) };
}
