import { id, sql, type Sql } from '../../../duckdb/sql.ts';
import type { FieldInput } from '../../field-schema.ts';
import { momentShape } from './moment-shape-of.ts';
import type { SeenColumn } from './seen-column.ts';

/** Moments within the days of the column, spread over them as it shows; one after another where they stand evenly. */
export async function likeMoment(column: SeenColumn): Promise<FieldInput> {
  const { min, max, kind } = column;
  if (typeof min !== 'string' || typeof max !== 'string') return { literal: [null] };
  const steps = column.isUnique ? await evenSteps(column) : undefined;
  if (steps !== undefined) return { ticks: { from: min, every: steps } };
  const shape = await momentShape(column, { from: min, to: max });
  if (kind === 'date' || shape.atMidnight) return { date: { from: min, to: max, ...shape.ofDays } };
  return { timestamp: { from: min, to: `${max}T23:59:59`, ...shape.ofDays, ...shape.ofHours } };
}

/** The time of a day. */
export function likeTime(): FieldInput {
  return { timestamp: { from: '2000-01-01', to: '2000-01-01T23:59:59' } };
}

/** Moments that are all as far apart, as a length of time. */
async function evenSteps({ data, name }: SeenColumn): Promise<string | undefined> {
  if (data.rows < 3) return undefined;
  const seconds: Sql = sql`epoch(${id(name)}::timestamp)::bigint`;
  const [row] = await data.session.rows(sql`
    select max(x) - min(x) as "range", count(*) as "rows" from (select ${seconds} as x from ${data.all})`);
  const step = Number(row?.['range']) / (Number(row?.['rows']) - 1);
  if (!Number.isInteger(step) || step === 0) return undefined;
  const [off] = await data.session.rows(sql`
    select count(*) as "rows" from (select ${seconds} as x from ${data.all})
    where (x - (select min(${seconds}) from ${data.all})) % ${step} <> 0`);
  if (Number(off?.['rows']) > 0) return undefined;
  const [length, unit] = UNITS.find(([size]) => step % size === 0) ?? [1, 's'];
  return `${step / length}${unit}`;
}

const UNITS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'm'],
  [1, 's'],
] as const;
