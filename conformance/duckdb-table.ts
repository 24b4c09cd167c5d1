import { id, lit } from '../src/duckdb/sql.ts';
import type { Cell } from './case.ts';

const TYPES: Readonly<Record<string, string>> = {
  tinyint: 'TINYINT',
  smallint: 'SMALLINT',
  int: 'INTEGER',
  bigint: 'BIGINT',
  float: 'FLOAT',
  double: 'DOUBLE',
  string: 'VARCHAR',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  binary: 'BLOB',
};

/** The DuckDB type that holds the values of a Spark type. */
export function duckdbType(type: string): string {
  if (type.startsWith('decimal(')) return type.toUpperCase();
  if (type.startsWith('array<')) return `${duckdbType(elementOf(type))}[]`;
  if (type.startsWith('struct<')) {
    return `STRUCT(${fieldsOf(type)
      .map(([name, of]) => `${id(name).text} ${duckdbType(of)}`)
      .join(', ')})`;
  }
  const plain = TYPES[type];
  if (plain === undefined) throw new Error(`no type ${type}`);
  return plain;
}

/** SQL of a cell. */
export function cellSql(cell: Cell, type: string): string {
  if (cell === null) return 'NULL';
  if (Array.isArray(cell)) return `[${cell.map((each: Cell) => cellSql(each, elementOf(type))).join(', ')}]`;
  if (typeof cell === 'object') {
    const fields = new Map(Object.entries(cell));
    return `{${fieldsOf(type)
      .map(([name, of]) => `${lit(name).text}: ${cellSql(fields.get(name) ?? null, of)}`)
      .join(', ')}}`;
  }
  if (type === 'binary') return `unhex(${lit(String(cell)).text})`;
  return `CAST(${lit(String(cell)).text} AS ${duckdbType(type)})`;
}

function elementOf(type: string): string {
  return type.slice('array<'.length, -1);
}

/** Fields of a struct of plain types. */
function fieldsOf(type: string): [name: string, type: string][] {
  return type
    .slice('struct<'.length, -1)
    .split(',')
    .map((field) => {
      const [name = '', of = ''] = field.split(':');
      return [name, of];
    });
}
