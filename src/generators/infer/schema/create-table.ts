import { sqlChecks, withCheck } from './check-condition.ts';
import { chosenTable } from './chosen-table.ts';
import type { SchemaColumn, SchemaReading, TableSchema } from './schema-column.ts';
import { simplified } from './schema-finding.ts';
import { sqlColumnType } from './sql-column-type.ts';
import { sqlTokens, type SqlToken } from './sql-tokens.ts';
import { TokenReader } from './token-reader.ts';

/** A dataset by its `CREATE TABLE` in SQL of PostgreSQL, MySQL, Spark, Hive or DuckDB; other statements are passed over. */
export function readCreateTable(sql: string, reading: SchemaReading): TableSchema {
  const tables = statements(sqlTokens(sql)).flatMap((tokens) => {
    const reader = new TokenReader(tokens);
    const name = tableName(reader);
    return name === undefined ? [] : [{ name, reader }];
  });
  const { name, reader } = chosenTable(tables, reading);
  return new TableBody(reader, reading).read(name);
}

function statements(tokens: readonly SqlToken[]): SqlToken[][] {
  const all: SqlToken[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'sign' && token.text === ';') all.push([]);
    else all.at(-1)?.push(token);
  }
  return all;
}

/** The name after `create [or replace] … table [if not exists]`; undefined for another statement. */
function tableName(reader: TokenReader): string | undefined {
  if (!reader.skip('create')) return undefined;
  reader.skip('or', 'replace');
  while (
    ['external', 'temporary', 'temp', 'unlogged', 'transient', 'global', 'local'].some((word) => reader.skip(word))
  );
  if (!reader.skip('table')) return undefined;
  reader.skip('if', 'not', 'exists');
  return reader.path();
}

type MutableColumn = { -readonly [K in keyof SchemaColumn]: SchemaColumn[K] };

class TableBody {
  readonly #reader: TokenReader;
  readonly #reading: SchemaReading;
  readonly #columns: MutableColumn[] = [];
  #keys: readonly string[] = [];

  constructor(reader: TokenReader, reading: SchemaReading) {
    this.#reader = reader;
    this.#reading = reading;
  }

  read(name: string): TableSchema {
    this.#list(this.#reader);
    while (!this.#reader.done) if (!this.#partitions()) this.#reader.take();
    const [key, ...others] = this.#keys;
    if (others.length > 0) {
      this.#reading.findings.push(
        simplified('a key of several columns is not kept', `PRIMARY KEY (${this.#keys.join(', ')})`),
      );
    }
    for (const column of this.#columns) if (this.#keys.includes(column.name)) column.nullable = false;
    return { name, columns: this.#columns, ...(key === undefined || others.length > 0 ? {} : { key }) };
  }

  #list(reader: TokenReader): void {
    const inner = new TokenReader(reader.group());
    while (!inner.done) {
      if (!this.#tableConstraint(inner)) this.#column(inner);
      if (!inner.done) inner.expect(',');
    }
  }

  /** Hive's partition columns have types, Spark's and PostgreSQL's are columns of the list. */
  #partitions(): boolean {
    const reader = this.#reader;
    if (!reader.skip('partitioned', 'by') || !reader.sees('(')) return false;
    const next = reader.peek(2);
    if (next === undefined || next.kind === 'sign') return false;
    this.#list(reader);
    return true;
  }

  #column(reader: TokenReader): void {
    const name = reader.name();
    const type = sqlColumnType(reader, name, this.#reading);
    const column: MutableColumn = { name, type: type.type, nullable: !type.isSerial, unique: type.isSerial };
    this.#columns.push(column);
    while (!reader.done && !reader.sees(',')) this.#constraint(reader, column);
  }

  #constraint(reader: TokenReader, column: MutableColumn): void {
    if (reader.skip('not', 'null')) column.nullable = false;
    else if (reader.skip('primary', 'key')) this.#keys = [...this.#keys, column.name];
    else if (reader.skip('unique')) column.unique = true;
    else if (reader.skip('check')) this.#check(reader.group());
    else if (reader.skip('references')) column.references = target(reader);
    else if (reader.skip('constraint')) reader.name();
    else if (reader.sees('(')) reader.group();
    else reader.take();
  }

  #tableConstraint(reader: TokenReader): boolean {
    if (reader.skip('constraint')) reader.name();
    if (reader.skip('primary', 'key')) this.#keys = reader.names();
    else if (reader.sees('unique') && isConstraint(reader)) this.#unique(reader);
    else if (reader.skip('foreign', 'key')) this.#foreignKey(reader);
    else if (reader.skip('check')) this.#check(reader.group());
    else if (!['key', 'index', 'exclude', 'fulltext'].some((word) => reader.sees(word) && isConstraint(reader)))
      return false;
    while (!reader.done && !reader.sees(',')) {
      if (reader.sees('(')) reader.group();
      else reader.take();
    }
    return true;
  }

  #unique(reader: TokenReader): void {
    while (!reader.sees('(')) reader.take();
    const [name, ...others] = reader.names();
    const column = this.#named(name);
    if (column !== undefined && others.length === 0) column.unique = true;
    else
      this.#reading.findings.push(
        simplified('that columns are unique together is not kept', [name, ...others].join(', ')),
      );
  }

  #foreignKey(reader: TokenReader): void {
    while (!reader.sees('(')) reader.take();
    const [name, ...others] = reader.names();
    reader.expect('references');
    const references = target(reader);
    const column = this.#named(name);
    if (column !== undefined && others.length === 0) column.references = references;
    else
      this.#reading.findings.push(
        simplified('a foreign key of several columns is not kept', [name, ...others].join(', ')),
      );
  }

  #check(tokens: readonly SqlToken[]): void {
    const checks = sqlChecks(tokens);
    for (const check of checks ?? []) {
      const column = this.#named(check.column);
      if (column !== undefined) column.type = withCheck(column.type, check);
    }
    if (checks === undefined) {
      this.#reading.findings.push(simplified('the check is not kept', tokens.map(({ written }) => written).join(' ')));
    }
  }

  #named(name: string | undefined): MutableColumn | undefined {
    return this.#columns.find((column) => column.name.toLowerCase() === name?.toLowerCase());
  }
}

/** `unique (…)`, `key name (…)`, and not a column of that name. */
function isConstraint(reader: TokenReader): boolean {
  return (
    [1, 2, 3].some((ahead) => reader.peek(ahead)?.text === '(' && reader.peek(ahead)?.kind === 'sign') &&
    !isTypeNext(reader)
  );
}

function isTypeNext(reader: TokenReader): boolean {
  const next = reader.peek(1);
  return (
    next?.kind === 'word' &&
    /^(varchar|char|decimal|numeric|int|integer|bigint|text|string|enum|date|timestamp)/.test(next.text)
  );
}

function target(reader: TokenReader): NonNullable<SchemaColumn['references']> {
  const dataset = reader.path();
  const [column] = reader.sees('(') ? reader.names() : [];
  return column === undefined ? { dataset } : { dataset, column };
}
