import { lit } from '../../duckdb/sql.ts';
import { isWhole, JAVA_WHITE } from './pattern.ts';

/** Digits in all and after the point. */
export interface DecimalShape {
  readonly precision: number;
  readonly scale: number;
}

/**
 * SQL that is TRUE where Spark casts the text to a decimal: a number with or without an exponent that, rounded half up to
 * `scale`, has no more digits than fit. The digits are counted, not the value computed, so that none is too long.
 */
export function isDecimalText(text: string, shape: DecimalShape): string {
  return `case when ${isWhole(text, WITH_EXPONENT)} then ${isScaled(text, shape)} else ${isPlain(text, shape)} end`;
}

/** Of a number without an exponent: few enough digits before the point, and not all nines that round up to one more. */
function isPlain(text: string, { precision, scale }: DecimalShape): string {
  const before = precision - scale;
  const whole = before === 0 ? '0+' : `0*[0-9]{1,${before}}`;
  const fits = String.raw`${JAVA_WHITE}[+-]?(?:(?:0+|${whole})(?:\.[0-9]*)?|\.[0-9]+)${JAVA_WHITE}`;
  const roundsUp = String.raw`${JAVA_WHITE}[+-]?0*9{${before}}\.9{${scale}}[5-9][0-9]*${JAVA_WHITE}`;
  return `(${isWhole(text, fits)} and not ${isWhole(text, roundsUp)})`;
}

/** Of a number with an exponent: the same of its digits with the point put where it belongs. */
function isScaled(text: string, shape: DecimalShape): string {
  const parts = `regexp_extract(${text}, ${lit(PARTS).text}, ['whole', 'fraction', 'exponent'])`;
  const shifted = [
    `'digits': ltrim(__part.whole || __part.fraction, '0')`,
    `'shift': try_cast(__part.exponent as integer) - length(__part.fraction)`,
  ];
  const verdict = `case
    when __part.digits = '' then 1 + __part.shift <= ${MOST_DIGITS}
    when ${POINT} > ${MOST_DIGITS} then false
    when ${POINT} < -${MOST_DIGITS} then true
    else ${isPlain(PLAIN, shape)} end`;
  return `coalesce(${withPart(withPart(parts, `{ ${shifted.join(', ')} }`), verdict)}, false)`;
}

/** The expression with `__part` for the value, which is computed once. */
function withPart(value: string, expression: string): string {
  return `list_transform([${value}], lambda __part: ${expression})[1]`;
}

/** Where the point stands, counted from the first digit that is not 0. */
const POINT = '(length(__part.digits) + __part.shift)';
const PLAIN = `case
  when ${POINT} <= 0 then '.' || repeat('0', -${POINT}) || __part.digits
  when __part.shift >= 0 then __part.digits || repeat('0', __part.shift)
  else left(__part.digits, ${POINT}) || '.' || right(__part.digits, -__part.shift) end`;

/** A decimal has no more; Spark refuses even a zero that is written with more places before the point. */
const MOST_DIGITS = 38;

const WITH_EXPONENT = String.raw`${JAVA_WHITE}[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+${JAVA_WHITE}`;
const PARTS = String.raw`([0-9]*)\.?([0-9]*)[eE]([+-]?[0-9]+)`;
