/**
 * The name a column has in the lake: snake case of letters and digits (`US Gross` and `usGross` become `us_gross`),
 * with `_` before a leading digit. Empty for a name without a letter or digit.
 */
function standardName(name: string): string {
  const words = name
    .normalize('NFC')
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const joined = words.join('_');
  return /^\p{N}/u.test(joined) ? `_${joined}` : joined;
}

/**
 * Standard names of a file's columns, in order: unique (`a`, `a_2`), and `column_3` where nothing is left of a name.
 * `known`: names of other files of the batch and what they are called; the same name gets the same column.
 */
export function standardNames(names: readonly string[], known: ReadonlyMap<string, string> = new Map()): string[] {
  const taken = new Set<string>();
  const before = names.map((name) => {
    const column = known.get(name);
    if (column === undefined || taken.has(column)) return undefined;
    taken.add(column);
    return column;
  });
  return names.map((name, index) => {
    const own = before[index];
    if (own !== undefined) return own;
    const base = standardName(name) || `column_${index + 1}`;
    let unique = base;
    for (let next = 2; taken.has(unique); next++) unique = `${base}_${next}`;
    taken.add(unique);
    return unique;
  });
}
