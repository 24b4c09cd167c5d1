import type { Column } from '../duckdb/session.ts';

/** The fields of a type as DuckDB writes it (`STRUCT(a INTEGER, "b c" VARCHAR[])`); none where it is no struct. */
export function structFields(type: string): Column[] {
  if (!type.startsWith('STRUCT(')) return [];
  const entries = splitEntries(type, 'STRUCT('.length);
  return entries === undefined ? [] : entries.map(fieldOf);
}

/** The entries up to the closing parenthesis, which must be the end of the type: a list of structs has no fields. */
function splitEntries(type: string, start: number): string[] | undefined {
  const entries: string[] = [];
  let depth = 0;
  let begin = start;
  for (const { 0: token, index } of type.slice(start).matchAll(TOKENS)) {
    const at = start + index;
    if (token === '(') depth += 1;
    else if (token === ')' && depth > 0) depth -= 1;
    else if (token === ')') return at === type.length - 1 ? [...entries, type.slice(begin, at)] : undefined;
    else if (token === ',' && depth === 0) {
      entries.push(type.slice(begin, at));
      begin = at + 1;
    }
  }
  return undefined;
}

const TOKENS = /"(?:[^"]|"")*"|'(?:[^']|'')*'|[(),]/g;

function fieldOf(entry: string): Column {
  const [, quoted, bare = '', type = ''] = /^\s*(?:"((?:[^"]|"")*)"|(\S+))\s+([^]*)$/.exec(entry) ?? [];
  return { name: quoted?.replaceAll('""', '"') ?? bare, type };
}
