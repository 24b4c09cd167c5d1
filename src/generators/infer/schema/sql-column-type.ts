import { UserError } from '../../../core/errors.ts';
import { declaredType } from './declared-scalar.ts';
import { scalar, type SchemaReading, type SchemaType } from './schema-column.ts';
import type { SqlToken } from './sql-tokens.ts';
import type { TokenReader } from './token-reader.ts';

/** Words that end a type and begin what a column must be. */
const ENDS = new Set(
  `not null primary unique check default references constraint comment generated auto_increment autoincrement identity
  collate encode on as sortkey distkey using visible invisible`.split(/\s+/),
);

/** Reads the type of a column; `isSerial` where it numbers rows by itself, so that none is missing. */
export function sqlColumnType(
  reader: TokenReader,
  column: string,
  reading: SchemaReading,
): { readonly type: SchemaType; readonly isSerial: boolean } {
  const first = reader.peek();
  if (first === undefined || first.text === ',' || ENDS.has(first.text)) throw reader.wrong('a type');
  const tokens = typeTokens(reader);
  const text = written(tokens);
  const serial = SERIAL[text];
  if (serial !== undefined) return { type: scalar(serial), isSerial: true };
  try {
    return { type: typeOfText(text, tokens, column, reading), isSerial: false };
  } catch (error) {
    throw placed(error, first);
  }
}

const SERIAL: Readonly<Record<string, string>> = {
  serial: 'INTEGER',
  bigserial: 'BIGINT',
  smallserial: 'SMALLINT',
  serial4: 'INTEGER',
  serial8: 'BIGINT',
};

function typeTokens(reader: TokenReader): SqlToken[] {
  const tokens: SqlToken[] = [];
  let depth = 0;
  for (let token = reader.peek(); token !== undefined; token = reader.peek()) {
    if (depth === 0 && tokens.length > 0 && (token.text === ',' || (token.kind === 'word' && ENDS.has(token.text))))
      break;
    if (token.kind === 'sign') depth += Number('(<['.includes(token.text)) - Number(')>]'.includes(token.text));
    tokens.push(reader.take());
  }
  return tokens;
}

/** With a space only between words, and texts in single quotes. */
function written(tokens: readonly SqlToken[]): string {
  return tokens
    .map(({ kind, text, written: whole }) =>
      kind === 'word' ? text : kind === 'name' ? `"${text.replaceAll('"', '""')}"` : whole,
    )
    .reduce((all, piece) => all + (/[\w"]$/.test(all) && /^[\w"]/.test(piece) ? ' ' : '') + piece, '');
}

interface Dialect {
  readonly regex: RegExp;
  readonly type: (match: RegExpExecArray) => SchemaType;
}

const is = (regex: RegExp, type: string, more = {}): Dialect => ({ regex, type: () => scalar(type, more) });

/** Types that neither DuckDB nor Hive has by this name. */
const DIALECTS: readonly Dialect[] = [
  is(/^tinyint\(1\)|bit(\(1\))?$/, 'BOOLEAN'),
  is(/^(int|integer|mediumint)(\(\d+\))? unsigned( zerofill)?$/, 'BIGINT', { min: 0, max: 4_294_967_295 }),
  is(/^bigint(\(\d+\))? unsigned$/, 'BIGINT', { min: 0 }),
  is(/^(smallint)(\(\d+\))? unsigned$/, 'INTEGER', { min: 0, max: 65_535 }),
  is(/^tinyint(\(\d+\))? unsigned$/, 'SMALLINT', { min: 0, max: 255 }),
  is(/^(int|integer|mediumint)\(\d+\)$|^mediumint$/, 'INTEGER'),
  is(/^bigint\(\d+\)$/, 'BIGINT'),
  is(/^smallint\(\d+\)$/, 'SMALLINT'),
  is(/^tinyint\(\d+\)$/, 'TINYINT'),
  is(/^year(\(4\))?$/, 'INTEGER', { min: 1970, max: 2030 }),
  is(/^(tiny|medium|long)text$|^(text|citext|clob|name)(\(\d+\))?$|^nclob$/, 'VARCHAR'),
  is(/^(tiny|medium|long)blob$|^(var)?binary\(\d+\)$|^raw\(\d+\)$/, 'BLOB'),
  is(/^jsonb?$|^variant$|^hstore$/, 'JSON'),
  is(/^inet$|^cidr$/, 'VARCHAR', { format: 'ipv4' }),
  is(/^uniqueidentifier$/, 'UUID'),
  is(/^money$/, 'DECIMAL(18,2)'),
  is(/^(decimal|numeric|number|dec)$/, 'DECIMAL(18,2)'),
  is(/^(float|double|real)\(\d+(,\d+)?\)$|^float unsigned$|^double unsigned$/, 'DOUBLE'),
  is(/^(datetime2?|timestamp)(\(\d\))?( without time zone)?$/, 'TIMESTAMP'),
  is(
    /^timestamp(\(\d\))? with( local)? time zone$|^timestamptz(\(\d\))?$|^datetimeoffset$/,
    'TIMESTAMP WITH TIME ZONE',
  ),
  is(/^time(\(\d\))?( without time zone)?$/, 'TIME'),
  {
    regex:
      /^(?:character varying|char varying|character|n?varchar2?|nchar|varchar|char|string|bpchar)\((\d+)(?: char| byte)?\)$/,
    type: ([, length]) => scalar('VARCHAR', { maxLength: Number(length) }),
  },
  is(/^(character varying|character|n?varchar2?|nchar|bpchar)(\(max\))?$/, 'VARCHAR'),
  {
    regex: /^(?:decimal|numeric|number|dec)\((\d+)(?:,\s*(\d+))?\)(?: unsigned)?$/,
    type: ([whole, digits = '18', decimals = '0']) =>
      scalar(`DECIMAL(${digits},${decimals})`, whole.endsWith('unsigned') ? { min: 0 } : {}),
  },
];

function typeOfText(text: string, tokens: readonly SqlToken[], column: string, reading: SchemaReading): SchemaType {
  const array = /^(.*?)\s*(?:\[\d*\]|\barray)$/s.exec(text);
  if (array?.[1] !== undefined && array[1] !== '') {
    return { kind: 'list', of: typeOfText(array[1], tokens.slice(0, -2), column, reading) };
  }
  if (/^(enum|set)\(/.test(text)) {
    return scalar('VARCHAR', { values: tokens.filter(({ kind }) => kind === 'text').map((token) => token.text) });
  }
  for (const { regex, type } of DIALECTS) {
    const match = regex.exec(text.replaceAll(/\s*,\s*/g, ','));
    if (match !== null) return type(match);
  }
  return declaredType(text.replace(/ character set \w+$/, ''), column, reading);
}

/** The same error at the line of the type. */
function placed(error: unknown, { at, written: text }: SqlToken): unknown {
  if (!(error instanceof UserError)) return error;
  const range = { start: at, end: { ...at, column: at.column + text.length, offset: at.offset + text.length } };
  return new UserError(error.findings.map((finding) => ({ ...finding, range })));
}
