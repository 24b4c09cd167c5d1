/** The names of `"city, state"`, as Deequ takes them apart: empty ones at the end are none. */
export function columnList(text: string): readonly string[] {
  return split(unquoted(text), ',').map((name) => name.trim());
}

/**
 * The names of `"id -> customer_id, city"`, each with that of the other dataset; the last wins where one stands twice.
 * Undefined where there is none.
 */
export function columnMap(text: string): ReadonlyMap<string, string> | undefined {
  const names = split(unquoted(text), ',').map((mapping) => split(mapping.trim(), '->'));
  if (names.length === 0 || text === '' || names.some(({ length }) => length === 0)) return undefined;
  return new Map(
    names.map((parts): [string, string] => {
      const [here = '', there = ''] = parts.map((name) => name.trim());
      return [here, parts.length === 2 ? there : here];
    }),
  );
}

/** Quotation marks are left out wherever they stand. */
function unquoted(text: string): string {
  return text.replaceAll('"', '');
}

/** Java's `String.split`: no empty parts at the end, but for the empty text. */
function split(text: string, separator: string): string[] {
  const parts = text.split(separator);
  const end = text === '' ? 1 : parts.findLastIndex((part) => part !== '') + 1;
  return parts.slice(0, end);
}
