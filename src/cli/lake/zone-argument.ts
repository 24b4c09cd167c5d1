import { userError } from '../../core/errors.ts';
import { nearestOf } from '../../core/nearest.ts';
import { ZONES, type Zone } from '../../lake/store.ts';

/** Reads `ZONE` or `ZONE/PREFIX`. Throws a `UserError` LAKE_ZONE_UNKNOWN. */
export function parseWhere(where: string): { zone: Zone; prefix: string } {
  const [name = '', ...rest] = where.split('/');
  const zone = ZONES.find((known) => known === name);
  if (zone !== undefined) return { zone, prefix: rest.join('/') };
  throw userError({
    code: 'LAKE_ZONE_UNKNOWN',
    message: `there is no zone ${JSON.stringify(name)}`,
    expected: ZONES.join(', '),
    ...nearestOf(name, ZONES),
  });
}
