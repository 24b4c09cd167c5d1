/**
 * Whether a spreadsheet that opens a cell's text would run it as a formula (OWASP, "CSV Injection": `=`, `+`, `-`, `@`,
 * tab and carriage return at the start). Numbers, phone numbers, dates, names such as `@handle`, dashes and plain words
 * behind a dash are none: they cannot call, refer or compute.
 */
export function isFormula(cell: string): boolean {
  const [first = ''] = cell;
  // Spaces that stand together are one, so that no pattern below can go back and forth among them.
  const rest = cell.slice(1, LOOKED_AT).replaceAll(/\s+/g, ' ');
  switch (first) {
    case '\t':
    case '\r':
      return rest.trim() !== '' && (STARTS.test(rest.trim()[0] ?? '') || !/^[\w\s.,-]*$/.test(rest));
    case '=':
      return /^\s*[\w"'($@{[#+.\u0080-\uFFFF-]/.test(rest);
    case '@':
      return /^\s*[A-Za-z_][\w.]*\s*\(/.test(rest);
    case '+':
    case '-':
      return !NUMBER_LIKE.test(rest) && COMPUTES.some((pattern) => pattern.test(rest));
    default:
      return false;
  }
}

/** What makes a formula of a cell shows within so many letters. */
const LOOKED_AT = 256;

const STARTS = /[=+@-]/;

/** Digits with what parts them in numbers, phone numbers, dates and times, a currency or a unit. */
const NUMBER_LIKE = /^[\s\d.,:/()'’\u00A0-]*(?:[eE][+-]?\d+)?\s*(?:%|[A-Za-zµ°$€£¥]{1,5})?(?:\s*(?:x|ext\.?)\s*\d+)?$/;

const REFERENCE = String.raw`\$?[A-Za-z]{1,3}\$?\d{1,7}`;
const COMPUTES: readonly RegExp[] = [
  // A call, at the start or behind an operator: -SUM(A1), +1+HYPERLINK(…), -(WEBSERVICE(…)).
  /^[\s(+-]*[A-Za-z_][\w.]*\(/,
  /[-+*/^&=<>(,;]\s*[A-Za-z_][\w.]*\(/,
  // DDE: -2+3+cmd|' /C calc'!A0.
  /\|\s*['"]?[^|]*['"]?!/,
  // Cells: +A1+B2, -Sheet1!A1.
  new RegExp(`^\\s*${REFERENCE}\\s*(?:[-+*/^&=<>:]\\s*[\\w$"'(.]+\\s*)+$`),
  new RegExp(`^\\s*(?:'[^']+'|[\\w.]+)!${REFERENCE}`),
  new RegExp(`[-+*/^&]\\s*${REFERENCE}\\s*(?:$|[-+*/^&=<>])`),
];
