import type { DecimalShape } from './decimal-text.ts';

/** A type that a value may be cast to. */
export type CastTarget =
  | { readonly kind: 'boolean' | 'date' | 'timestamp' | 'integer' | 'long' | 'float' | 'double' }
  | ({ readonly kind: 'decimal' } & DecimalShape);

/**
 * The type that a rule names, in any case: those of Deequ 3.0.3 (`INTEGRAL` is Integer, `FRACTIONAL` Double). Undefined
 * for any other; a text where Spark has no decimal of that shape.
 */
export function castTarget(name: string): CastTarget | { readonly problem: string } | undefined {
  const upper = name.toUpperCase();
  const [, precision, scale] = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(upper) ?? [];
  if (precision !== undefined && scale !== undefined) return decimal(Number(precision), Number(scale));
  const kind = KINDS[upper];
  return kind && { kind };
}

/** The type's name in Spark's messages. */
export function sparkName(target: CastTarget): string {
  if (target.kind === 'decimal') return `DECIMAL(${target.precision},${target.scale})`;
  return target.kind === 'integer' ? 'INT' : target.kind === 'long' ? 'BIGINT' : target.kind.toUpperCase();
}

const KINDS: Readonly<Record<string, Exclude<CastTarget['kind'], 'decimal'>>> = {
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  INTEGER: 'integer',
  INTEGRAL: 'integer',
  LONG: 'long',
  FLOAT: 'float',
  DOUBLE: 'double',
  FRACTIONAL: 'double',
};

function decimal(precision: number, scale: number): CastTarget | { readonly problem: string } {
  if (precision > MOST_DIGITS) {
    return {
      problem: `[DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION] Decimal precision ${precision} exceeds max precision ${MOST_DIGITS}.`,
    };
  }
  if (scale > precision) {
    return { problem: `Decimal scale (${scale}) cannot be greater than precision (${precision}).` };
  }
  return { kind: 'decimal', precision, scale };
}

const MOST_DIGITS = 38;
