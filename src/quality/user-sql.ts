/**
 * SQL of a rule as DuckDB reads it. Rules are written for Spark: a name in backticks gets double quotes; the table name
 * `primary`, which DuckDB reserves, and aliases with a dot (`processed.orders`) are quoted. Strings, quoted names and
 * comments are left as they are.
 */
export function duckdbText(text: string, aliases: readonly string[] = []): string {
  const dotted = aliases.filter((alias) => alias.includes('.'));
  return text.replaceAll(TOKENS, (token) => {
    if (token.startsWith('`')) return quoted(token.slice(1, -1).replaceAll('``', '`'));
    if (!/^[\p{L}_]/u.test(token)) return token;
    const alias = dotted.find((each) => isPath(token, each));
    if (alias !== undefined) return quoted(alias) + token.slice(alias.length);
    return token.replace(/^primary(?![\p{L}\p{N}_$])/iu, '"primary"');
  });
}

/** A query of the user's, to stand in parentheses: without the semicolon at its end. */
export function queryText(query: string, aliases: readonly string[]): string {
  const text = duckdbText(query, aliases);
  let end = 0;
  for (const { 0: piece, index } of text.matchAll(new RegExp(`${TOKENS.source}|[^]`, 'gu'))) {
    if (!/^(?:\s|;|--|\/\*)/.test(piece)) end = index + piece.length;
  }
  return /^(?:\s|;|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*$/.test(text.slice(end)) ? text.slice(0, end) : text;
}

/** The user's condition in parentheses: a comment at its end cannot swallow what follows. */
export function condition(where: string): string {
  return `(${duckdbText(where)}\n)`;
}

const TOKENS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|--[^\n]*|\/\*[^]*?\*\/|[\p{L}_][\p{L}\p{N}_$]*(?:\.[\p{L}_][\p{L}\p{N}_$]*)*/gu;

function isPath(token: string, alias: string): boolean {
  const rest = token.slice(alias.length);
  return token.toLowerCase().startsWith(alias.toLowerCase()) && (rest === '' || rest.startsWith('.'));
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
