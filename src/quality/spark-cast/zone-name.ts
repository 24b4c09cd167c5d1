import { lit } from '../../duckdb/sql.ts';

/**
 * A pattern for the names of zones in the case that Java asks for: `Europe/Paris`, `America/Port-au-Prince`, `EST5EDT`.
 * DuckDB knows the same zones, but takes their names in any case.
 */
export const ZONE_NAME = (() => {
  const word = '[A-Z][a-z]+(?:[A-Z][A-Za-z]*)?';
  const place = `${word}(?:[_-](?:${word}|IN|au|es|of))*`;
  const areas =
    'Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US';
  return [
    `(?:${areas})/(?:${place}/)?${place}`,
    'Australia/(?:ACT|LHI|NSW)',
    'Etc/(?:GMT(?:[+-][0-9]{1,2}|0)?|UCT|UTC)',
    'SystemV/[A-Z]{3}[0-9]{1,2}(?:[A-Z]{3})?',
    '[A-Z]{2,3}|[A-Z]{3}[0-9][A-Z]{3}|GMT0|W-SU|NZ-CHAT|GB-Eire',
    'Cuba|Egypt|Eire|Greenwich|Hongkong|Iceland|Iran|Israel|Jamaica|Japan|Kwajalein|Libya|Navajo|Poland|Portugal',
    'Singapore|Turkey|Universal|Zulu',
  ].join('|');
})();

/** SQL that is TRUE where a zone of such a name is one that Java 17 has. */
export function isKnownZone(zone: string): string {
  return `(${zone} not in (${lit(DUCKDB_ONLY).text}) and ${momentIn(zone, "timestamp '2000-01-01'")} is not null)`;
}

/** SQL for the moment of a local time in a zone: NULL where there is no such zone. */
export function momentIn(zone: string, local: string): string {
  return `try_cast((${local})::varchar || ' ' || ${zone} as timestamptz)`;
}

const DUCKDB_ONLY = ['Canada/East-Saskatchewan', 'Etc/Unknown', 'ROC', 'US/Pacific-New'];
