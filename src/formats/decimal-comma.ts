/** A number with a comma before its decimals, and dots or nothing between its thousands. */
export const WITH_COMMA = String.raw`[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+`;
/** Or without decimals: `1.234` is no number here that has a point. */
export const GROUPED = String.raw`[-+]?\d{1,3}(?:\.\d{3})+`;

/**
 * Whether numbers of a CSV text are written with a decimal comma: in some column every field is a number, at least one
 * has a comma, and not always with three digits behind it, which could be thousands; and no column has a decimal point.
 */
export function usesDecimalComma(rows: readonly (readonly string[])[], columns: number): boolean {
  let commas = false;
  for (let index = 0; index < columns; index++) {
    const cells = rows.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '');
    if (cells.length === 0 || !cells.every((cell) => ANY_NUMBER.test(cell))) continue;
    if (cells.some((cell) => POINTED.test(cell))) return false;
    commas ||=
      cells.some((cell) => COMMA.test(cell)) && !cells.every((cell) => !COMMA.test(cell) || THOUSAND.test(cell));
  }
  return commas;
}

const ANY_NUMBER = /^[-+]?[\d.,]*\d$/;
const COMMA = new RegExp(`^${WITH_COMMA}$`);
const THOUSAND = /^[-+]?\d{1,3},\d{3}$/;
/** A point that can part no thousands. */
const POINTED = /^[-+]?\d*\.(?:\d{1,2}|\d{4,})$/;
