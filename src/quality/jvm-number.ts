/**
 * A double as the JVM prints it (`Double.toString`): `11.0`, `0.6666666666666666`, `1.0E10`, `1.0E-4`, `NaN`,
 * `-Infinity`. Failure reasons carry numbers in this form (reference, 8.8). Digits are the shortest that give the
 * same double back, but at least two.
 */
export function jvmDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const shortest = value.toExponential();
  const [digits = '', exponent = ''] = (shortest.includes('.') ? shortest : value.toExponential(1)).split('e');
  return `${digits}E${Number(exponent)}`;
}

/** A whole number as the JVM prints a long. */
export function jvmLong(value: number): string {
  return Number.isFinite(value) ? BigInt(Math.trunc(value)).toString() : String(value);
}

/** A number that is not negative with two digits after the point, as the JVM's `%.2f`: its digits are rounded half up. */
export function jvmFixed(value: number): string {
  const [whole = '0', fraction = ''] = (value < 1e-6 ? '0' : value.toString()).split('.');
  const rounded = ((BigInt(whole + fraction.padEnd(3, '0').slice(0, 3)) + 5n) / 10n).toString().padStart(3, '0');
  return `${rounded.slice(0, -2)}.${rounded.slice(-2)}`;
}
