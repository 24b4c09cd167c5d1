/**
 * What Spark's SQL makes of the text between quotes: Deequ puts a text of a condition into a query as it stands, so that
 * `\\` is a backslash, `\"` a quote, `\n` a line end, and a backslash before any other character is dropped.
 */
export function sparkText(written: string): string {
  return written.replaceAll(/\\(u[0-9A-Fa-f]{4}|[01][0-7]{2}|[^])/g, (whole, escape: string) => {
    if (/^u./.test(escape)) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    if (/^[01][0-7]{2}$/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8));
    // For `like`, which has use for them.
    if (escape === '%' || escape === '_') return whole;
    return CONTROLS[escape] ?? escape;
  });
}

const CONTROLS: Readonly<Record<string, string>> = {
  '0': '\0',
  b: '\b',
  n: '\n',
  r: '\r',
  t: '\t',
  Z: '\u001A',
};
