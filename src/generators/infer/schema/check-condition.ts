import type { ScalarType, SchemaType } from './schema-column.ts';
import type { SqlToken } from './sql-tokens.ts';
import { TokenReader } from './token-reader.ts';

/** What a check says of one column. */
export interface Check extends Pick<ScalarType, 'min' | 'max' | 'above' | 'below' | 'values'> {
  readonly column: string;
}

/** The conditions of a check that is made of comparisons with constants, joined by `and`; undefined for any other. */
export function sqlChecks(tokens: readonly SqlToken[]): Check[] | undefined {
  const reader = new TokenReader(tokens);
  const checks: Check[] = [];
  while (!reader.done) {
    const check = reader.sees('(') ? sqlChecks(reader.group()) : single(reader);
    if (check === undefined) return undefined;
    checks.push(...check);
    if (!reader.done && !reader.skip('and')) return undefined;
  }
  return checks;
}

function single(reader: TokenReader): Check[] | undefined {
  const name = reader.peek();
  if (name?.kind !== 'word' && name?.kind !== 'name') return undefined;
  const column = reader.name();
  if (reader.skip('between')) {
    const min = number(reader);
    const max = reader.skip('and') ? number(reader) : undefined;
    return min === undefined || max === undefined ? undefined : [{ column, min, max }];
  }
  if (reader.skip('in')) return reader.sees('(') ? members(column, reader.group()) : undefined;
  const bound = BOUNDS.find(({ sign }) => reader.skip(sign));
  const value = bound === undefined ? undefined : number(reader);
  return bound === undefined || value === undefined ? undefined : [{ column, [bound.says]: value }];
}

const BOUNDS = [
  { sign: '>=', says: 'min' },
  { sign: '<=', says: 'max' },
  { sign: '>', says: 'above' },
  { sign: '<', says: 'below' },
] as const;

function number(reader: TokenReader): number | undefined {
  const isNegative = reader.skip('-');
  if (reader.peek()?.kind !== 'number') return undefined;
  const value = Number(reader.take().text);
  while (reader.skip('::')) reader.name();
  return isNegative ? -value : value;
}

function members(column: string, tokens: readonly SqlToken[]): Check[] | undefined {
  const values = tokens
    .filter(({ text }) => text !== ',')
    .map(({ kind, text }) => (kind === 'number' ? Number(text) : text));
  const isPlain = tokens.every(({ kind, text }) => kind === 'number' || kind === 'text' || text === ',');
  return isPlain && values.length > 0 ? [{ column, values }] : undefined;
}

/** The type with what the check says. */
export function withCheck(type: SchemaType, { column: _column, ...says }: Check): SchemaType {
  return type.kind === 'scalar' ? { ...type, ...says } : type;
}
