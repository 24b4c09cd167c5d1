import type { Plain } from '../../../duckdb/plain.ts';
import type { Column, Row, Session } from '../../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../../duckdb/sql.ts';
import { isNested, isNumeric, kindOf, type TypeKind } from '../../../quality/column-type.ts';

/** What the clean values of a column show. */
export interface ColumnProfile {
  readonly column: Column;
  readonly kind: TypeKind | 'nested';
  readonly rows: number;
  /** Values that are there, and different ones among them. */
  readonly present: number;
  readonly distinct: number;
  /** Values that stand alone. */
  readonly single: number;
  /** Of numbers, as doubles. */
  readonly numbers: NumberProfile | undefined;
  /** Of texts, dates and moments. */
  readonly least: string | undefined;
  readonly greatest: string | undefined;
  /** In characters, of texts. */
  readonly lengths: { readonly least: number; readonly greatest: number } | undefined;
  /** Of the mix of the values, in nats. */
  readonly entropy: number;
  /** Its variance, times the number of values. */
  readonly entropyVariance: number;
}

export interface NumberProfile {
  readonly least: number;
  readonly greatest: number;
  readonly mean: number;
  readonly deviation: number;
  /** Excess kurtosis, which says how sure the deviation is. */
  readonly kurtosis: number;
}

/** Profiles the columns of a relation in one scan, and one more a column for its groups. */
export async function profileColumns(
  session: Session,
  relation: Sql,
  columns: readonly Column[],
): Promise<ColumnProfile[]> {
  if (columns.length === 0) return [];
  const values = columns.flatMap(({ name, type }, index) => aggregates(id(name), type, index));
  const [row = {}] = await session.rows(sql`select count(*) as rows, ${join(values)} from ${relation}`);
  const profiles: ColumnProfile[] = [];
  for (const [index, column] of columns.entries()) {
    const nested = isNested(column.type);
    const groups = nested ? undefined : await groupsOf(session, relation, column);
    profiles.push(profileOf(column, index, { row, groups }));
  }
  return profiles;
}

function aggregates(name: Sql, type: string, index: number): Sql[] {
  const as = (label: string): Sql => id(`${label} ${index}`);
  const present = sql`count(${name}) as ${as('present')}`;
  if (isNumeric(type)) {
    const value = sql`cast(${name} as double)`;
    // Beyond this the fourth power is more than a double can hold.
    const usual = sql`abs(${value}) < 1e70`;
    return [
      present,
      sql`min(${value}) as ${as('least')}`,
      sql`max(${value}) as ${as('greatest')}`,
      sql`avg(${value}) filter (${usual}) as ${as('mean')}`,
      sql`stddev_pop(${value}) filter (${usual}) as ${as('deviation')}`,
      sql`kurtosis_pop(${value}) filter (${usual}) as ${as('kurtosis')}`,
    ];
  }
  const kind = kindOf(type);
  if (isNested(type) || kind === 'other' || kind === 'boolean') return [present];
  return [
    present,
    sql`min(${name})::varchar as ${as('least')}`,
    sql`max(${name})::varchar as ${as('greatest')}`,
    ...(kind === 'text'
      ? [sql`min(length(${name})) as ${as('shortest')}`, sql`max(length(${name})) as ${as('longest')}`]
      : []),
  ];
}

async function groupsOf(session: Session, relation: Sql, { name }: Column): Promise<Row> {
  const [row = {}] = await session.rows(sql`
    select count(*) as "distinct", count(*) filter (size = 1) as single,
      -sum(size / total * ln(size / total)) as entropy,
      sum(size / total * ln(size / total) ** 2) as squares
    from (
      select count(*)::double as size, sum(count(*)) over ()::double as total
      from ${relation} where ${id(name)} is not null group by ${id(name)}
    )`);
  return row;
}

function profileOf(
  column: Column,
  index: number,
  { row, groups }: { readonly row: Row; readonly groups: Row | undefined },
): ColumnProfile {
  const at = (label: string): Plain => row[`${label} ${index}`] ?? null;
  const text = (label: string): string | undefined => {
    const value = at(label);
    return typeof value === 'string' ? value : undefined;
  };
  const present = Number(at('present'));
  const entropy = Number(groups?.['entropy'] ?? 0);
  return {
    column,
    kind: groups === undefined ? 'nested' : kindOf(column.type),
    rows: Number(row['rows']),
    present,
    distinct: Number(groups?.['distinct'] ?? 0),
    single: Number(groups?.['single'] ?? 0),
    numbers: isNumeric(column.type) && present > 0 ? numbersOf(at) : undefined,
    least: text('least'),
    greatest: text('greatest'),
    lengths: at('shortest') === null ? undefined : { least: Number(at('shortest')), greatest: Number(at('longest')) },
    entropy,
    entropyVariance: Math.max(0, Number(groups?.['squares'] ?? 0) - entropy ** 2),
  };
}

function numbersOf(at: (label: string) => Plain): NumberProfile | undefined {
  const [least, greatest, mean, deviation] = ['least', 'greatest', 'mean', 'deviation'].map((label) =>
    at(label) === null ? Number.NaN : Number(at(label)),
  );
  if (least === undefined || greatest === undefined || mean === undefined || deviation === undefined) return undefined;
  if (![least, greatest, mean, deviation].every(Number.isFinite)) return undefined;
  const kurtosis = Number(at('kurtosis') ?? 0);
  return { least, greatest, mean, deviation, kurtosis: Number.isFinite(kurtosis) ? kurtosis : 0 };
}
