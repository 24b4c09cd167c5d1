/** A piece of SQL text in which every value was quoted. Only {@link sql}, {@link id}, {@link raw} and the like make it. */
export class Sql {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a `${}` of an {@link sql} template. Plain values become literals. */
export type SqlValue = Sql | string | number | bigint | boolean | null | Date | readonly SqlValue[];

/**
 * SQL from a template: pieces of {@link Sql} are spliced in, everything else becomes a quoted literal, and arrays
 * become comma-separated lists (`in (${values})`).
 *
 * @example sql`select ${id('a b')} from ${table} where name = ${"O'Hara"}`
 */
export function sql(strings: TemplateStringsArray, ...values: readonly SqlValue[]): Sql {
  return new Sql(strings.reduce((text, part, index) => text + renderValue(values[index - 1] ?? null) + part));
}

/** An identifier, or a dotted path of them: each part quoted. */
export function id(...path: readonly string[]): Sql {
  return new Sql(path.map((part) => `"${part.replaceAll('"', '""')}"`).join('.'));
}

/** A literal of any plain value. */
export function lit(value: Exclude<SqlValue, Sql>): Sql {
  return new Sql(renderValue(value));
}

/** Text taken as SQL as it stands. Only for text of our own, or a user's SQL that the caller has vetted. */
export function raw(text: string): Sql {
  return new Sql(text);
}

/** Pieces joined by `separator` (default: a comma); empty pieces are not left out. */
export function join(pieces: readonly SqlValue[], separator = ', '): Sql {
  return new Sql(pieces.map(renderValue).join(separator));
}

function renderValue(value: SqlValue): string {
  if (value instanceof Sql) return value.text;
  if (value === null) return 'NULL';
  if (value instanceof Date) return `TIMESTAMP '${value.toISOString().replace('T', ' ').replace('Z', '')}'`;
  switch (typeof value) {
    case 'string':
      return quoteText(value);
    case 'bigint':
      return value < 0n ? `(${value})` : value.toString();
    case 'boolean':
      return value ? 'TRUE' : 'FALSE';
    case 'number':
      return renderNumber(value);
    default:
      return value.map(renderValue).join(', ');
  }
}

/** A NUL cannot stand in SQL text, so such a string is joined with `chr(0)`. */
function quoteText(value: string): string {
  const quoted = value.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return quoted.length === 1 ? (quoted[0] ?? "''") : `(${quoted.join(' || chr(0) || ')})`;
}

/** An integer stays an integer; any other number is a DOUBLE literal, so that no decimal arithmetic creeps in. */
function renderNumber(value: number): string {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return value < 0 ? `(${value})` : value.toString();
  if (Object.is(value, -0)) return `CAST('-0' AS DOUBLE)`;
  if (Number.isFinite(value)) return `CAST('${value.toExponential()}' AS DOUBLE)`;
  const name = Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  return `CAST('${name}' AS DOUBLE)`;
}
