import { id, sql } from '../../../duckdb/sql.ts';
import type { Session } from '../../../duckdb/session.ts';
import { EICAR_PATTERN, eicarFound } from '../checks/eicar.ts';
import { secretFound } from '../checks/secrets.ts';
import type { Evidence } from '../gate-check.ts';
import { findSecrets, SECRET_KINDS } from '../secret-patterns.ts';
import type { ReadTable } from './schema-drift.ts';

/** Texts that may have a secret, so many a column: the first by row is shown, the others are counted. */
const LOOKED_AT = 10_000;

const SECRETS = [...new Set(SECRET_KINDS.map(({ pattern }) => pattern))]
  .join('|')
  .replaceAll(/\{(\d+),1000\}/g, '{$1,}');

/** Secrets in the values of a table whose bytes do not show them: those of formats that compress. */
export async function secretsInCells(session: Session, table: ReadTable): Promise<Evidence[]> {
  const found: Evidence[] = [];
  for (const { name, type } of table.columns) {
    if (!isText(type)) continue;
    const rows = await session.rows(sql`
      select _source_row as place, left(cast(${id(name)} as varchar), 20000) as value from ${table.relation}
      where regexp_matches(cast(${id(name)} as varchar), ${SECRETS}) order by _source_row limit ${LOOKED_AT}`);
    const kinds = new Map<string, { count: number; masked: string; row: number }>();
    for (const { place, value } of rows) {
      for (const { kind, masked } of findSecrets(String(value))) {
        const before = kinds.get(kind);
        if (before) before.count++;
        else kinds.set(kind, { count: 1, masked, row: Number(place) });
      }
    }
    for (const [kind, first] of kinds) found.push(secretFound(kind, { ...first, column: name }));
  }
  return found;
}

/** The EICAR test string in such values. */
export async function eicarInCells(session: Session, table: ReadTable): Promise<Evidence[]> {
  for (const { name, type } of table.columns) {
    if (!isText(type)) continue;
    const [row] = await session.rows(sql`
      select min(_source_row) as place from ${table.relation}
      where regexp_matches(cast(${id(name)} as varchar), ${EICAR_PATTERN})`);
    if (typeof row?.['place'] === 'number') return [eicarFound({ row: row['place'], column: name })];
  }
  return [];
}

function isText(type: string): boolean {
  return /VARCHAR|JSON|BLOB/.test(type);
}
