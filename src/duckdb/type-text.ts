import {
  ARRAY,
  DECIMAL,
  DuckDBStructType,
  DuckDBTypeId,
  DuckDBUnionType,
  ENUM,
  LIST,
  MAP,
  VARCHAR,
  type DuckDBType,
} from '@duckdb/node-api';
import { userError, type UserError } from '../core/errors.ts';
import { nearestOf } from '../core/nearest.ts';
import { COMPOUND_TYPES, SIMPLE_TYPES } from './type-names.ts';

/**
 * A DuckDB type from its text (`decimal(12,2)`, `STRUCT(a INTEGER, "b c" VARCHAR[])`, `ENUM('x', 'y')`), in any case,
 * with DuckDB's own aliases. Throws a `UserError` (`TYPE_UNKNOWN`) that names the column where one is given.
 */
export function parseType(text: string, column?: string): DuckDBType {
  const reader = new TypeReader(text, column);
  const type = reader.type();
  reader.end();
  return type;
}

/** The text of a type, which DuckDB takes in `create table` and `cast`, and {@link parseType} reads back. */
export function typeText(type: DuckDBType): string {
  return isJson(type) ? 'JSON' : type.toString();
}

/** JSON is text with a name of its own. */
export function isJson(type: DuckDBType): boolean {
  return type.typeId === DuckDBTypeId.VARCHAR && type.alias === 'JSON';
}

const TOKEN =
  /\s*(?:(?<name>[\p{L}_][\p{L}\p{N}_$]*)|(?<quoted>"(?:[^"]|"")*")|(?<string>'(?:[^']|'')*')|(?<number>\d+)|(?<mark>[()[\],]))/uy;

type Token = { readonly kind: 'name' | 'quoted' | 'string' | 'number' | 'mark' | 'end'; readonly text: string };

class TypeReader {
  readonly #text: string;
  readonly #column: string | undefined;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(text: string, column: string | undefined) {
    this.#text = text;
    this.#column = column;
    this.#tokens = this.#tokenize(text);
  }

  type(): DuckDBType {
    let type = this.#base();
    while (this.#accept('[')) {
      const length = this.#peek().kind === 'number' ? Number(this.#take().text) : undefined;
      this.#expect(']');
      type = length === undefined ? LIST(type) : ARRAY(type, length);
    }
    return type;
  }

  end(): void {
    if (this.#peek().kind !== 'end') throw this.#unknown();
  }

  #base(): DuckDBType {
    const token = this.#take();
    if (token.kind !== 'name' && token.kind !== 'quoted') throw this.#unknown();
    const name = token.text.toUpperCase();
    switch (name) {
      case 'DECIMAL':
      case 'NUMERIC':
      case 'DEC':
        return this.#decimal();
      case 'STRUCT':
      case 'ROW': {
        const entries = this.#entries();
        return new DuckDBStructType(
          entries.map((entry) => entry.name),
          entries.map((entry) => entry.type),
        );
      }
      case 'UNION': {
        const entries = this.#entries();
        return new DuckDBUnionType(
          entries.map((entry) => entry.name),
          entries.map((entry) => entry.type),
        );
      }
      case 'MAP':
        return this.#map();
      case 'ENUM':
        return ENUM(this.#list(() => this.#label()));
      default:
        return this.#simple(name);
    }
  }

  #simple(name: string): DuckDBType {
    const type = SIMPLE_TYPES.get(this.#zoned(name));
    if (!type) throw this.#unknown(name);
    if (type === VARCHAR && this.#accept('(')) {
      // A length is accepted and has no effect, as in DuckDB.
      this.#number();
      this.#expect(')');
    }
    return type;
  }

  /** `TIMESTAMP WITH TIME ZONE` and its like as one name. */
  #zoned(name: string): string {
    if (name !== 'TIME' && name !== 'TIMESTAMP' && name !== 'DOUBLE') return name;
    if (name === 'DOUBLE') {
      if (this.#peek().text.toUpperCase() === 'PRECISION') this.#take();
      return name;
    }
    const [first, second, third] = [0, 1, 2].map((ahead) => this.#peek(ahead).text.toUpperCase());
    if (second !== 'TIME' || third !== 'ZONE' || (first !== 'WITH' && first !== 'WITHOUT')) return name;
    this.#next += 3;
    return first === 'WITH' ? `${name}TZ` : name;
  }

  #decimal(): DuckDBType {
    if (!this.#accept('(')) return DECIMAL(18, 3);
    const width = this.#number();
    const scale = this.#accept(',') ? this.#number() : 0;
    this.#expect(')');
    if (width < 1 || width > 38 || scale > width) throw this.#unknown();
    return DECIMAL(width, scale);
  }

  #map(): DuckDBType {
    this.#expect('(');
    const key = this.type();
    this.#expect(',');
    const value = this.type();
    this.#expect(')');
    return MAP(key, value);
  }

  #entries(): { name: string; type: DuckDBType }[] {
    return this.#list(() => {
      const { kind, text } = this.#take();
      if (kind !== 'name' && kind !== 'quoted') throw this.#unknown();
      return { name: text, type: this.type() };
    });
  }

  #list<T>(item: () => T): T[] {
    this.#expect('(');
    const items: T[] = [];
    if (this.#accept(')')) return items;
    do items.push(item());
    while (this.#accept(','));
    this.#expect(')');
    return items;
  }

  #label(): string {
    const { kind, text } = this.#take();
    if (kind !== 'string') throw this.#unknown();
    return text;
  }

  #number(): number {
    const { kind, text } = this.#take();
    if (kind !== 'number') throw this.#unknown();
    return Number(text);
  }

  #peek(ahead = 0): Token {
    return this.#tokens[this.#next + ahead] ?? { kind: 'end', text: '' };
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #accept(mark: string): boolean {
    const { kind, text } = this.#peek();
    if (kind !== 'mark' || text !== mark) return false;
    this.#next += 1;
    return true;
  }

  #expect(mark: string): void {
    if (!this.#accept(mark)) throw this.#unknown();
  }

  #tokenize(text: string): Token[] {
    const tokens: Token[] = [];
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.trimEnd().length) {
      const groups = TOKEN.exec(text)?.groups;
      if (!groups) throw this.#unknown();
      const { name, quoted, string, number, mark } = groups;
      if (name !== undefined) tokens.push({ kind: 'name', text: name });
      else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted.slice(1, -1).replaceAll('""', '"') });
      else if (string !== undefined) tokens.push({ kind: 'string', text: string.slice(1, -1).replaceAll("''", "'") });
      else if (number !== undefined) tokens.push({ kind: 'number', text: number });
      else tokens.push({ kind: 'mark', text: mark ?? '' });
    }
    return tokens;
  }

  #unknown(name?: string): UserError {
    return userError({
      code: 'TYPE_UNKNOWN',
      message: `${JSON.stringify(this.#text)} is not a type that DuckDB knows`,
      ...(this.#column === undefined ? {} : { column: this.#column }),
      expected: 'a type such as VARCHAR, BIGINT, DOUBLE, DECIMAL(12,2), DATE, TIMESTAMP, BOOLEAN',
      ...(name === undefined ? {} : nearestOf(name, [...SIMPLE_TYPES.keys(), ...COMPOUND_TYPES])),
    });
  }
}
