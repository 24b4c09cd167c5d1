import { basename } from 'node:path/posix';
import type { ObjectEvent } from '../../connectors/trigger/object-event.ts';
import { UserError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { checkKey, parseRawKey, rawKey } from '../../lake/keys.ts';
import type { LakeAddress } from '../../lake/s3/address.ts';
import type { TriggerRules, TriggerSource } from './trigger.ts';

/** Where an object belongs. */
export type Route =
  /** It is where landing puts objects; `source` may be one that the scenario does not have. */
  | { readonly kind: 'layout'; readonly key: string; readonly source: string }
  /** It matches the `trigger` of a source; accepted, it is landed as `landAs`. */
  | { readonly kind: 'drop'; readonly key: string; readonly source: string; readonly landAs: string }
  | { readonly kind: 'unrouted'; readonly findings: readonly Finding[] }
  | { readonly kind: 'ignored'; readonly reason: string };

/** The layout of raw: whatever is below it is told by the layout alone, so that what was landed is not landed again. */
const LAYOUT = 'data/incoming/';

/**
 * Finds the source of an object: by the layout of raw, or by the prefix and name that a source's `trigger` states, of
 * several the one with the longest prefix.
 */
export function routeObject(
  event: ObjectEvent,
  { address, rules }: { readonly address: LakeAddress | undefined; readonly rules: TriggerRules },
): Route {
  const key = keyInRaw(event, address);
  if (key === undefined) return ignored(`it is not in the raw zone of ${address?.url ?? 'the lake'}`);
  if (key === '' || key.endsWith('/')) return ignored('it marks a folder');
  try {
    checkKey(key);
    if (key.startsWith(LAYOUT)) return { kind: 'layout', key, source: parseRawKey(key).source };
    return routeDrop(key, event, rules);
  } catch (error) {
    if (error instanceof UserError) return { kind: 'unrouted', findings: error.findings };
    throw error;
  }
}

/** The key relative to the raw zone; undefined where the object is elsewhere. */
function keyInRaw({ bucket, key }: ObjectEvent, address: LakeAddress | undefined): string | undefined {
  if (!address) return key;
  const { raw } = address.zones;
  return bucket === raw.bucket && key.startsWith(raw.prefix) ? key.slice(raw.prefix.length) : undefined;
}

function routeDrop(key: string, { time }: ObjectEvent, { sources }: TriggerRules): Route {
  const matching = sources.filter((source) => owns(source, key));
  const longest = Math.max(...matching.map(prefixLength));
  const [owner, rival] = matching.filter((source) => prefixLength(source) === longest);
  if (!owner?.trigger) return ignored('no source has it by its prefix and name');
  if (rival) return { kind: 'unrouted', findings: [ambiguous(key, [owner.name, rival.name])] };
  const folder = owner.trigger.prefix.slice(0, owner.trigger.prefix.lastIndexOf('/') + 1);
  const landAs = rawKey({ day: time.slice(0, 10), source: owner.name, object: key.slice(folder.length) });
  return { kind: 'drop', key, source: owner.name, landAs };
}

function owns({ trigger }: TriggerSource, key: string): boolean {
  if (!trigger || !key.startsWith(trigger.prefix)) return false;
  return trigger.names === undefined || new RegExp(trigger.names, 'u').test(basename(key));
}

function prefixLength({ trigger }: TriggerSource): number {
  return trigger?.prefix.length ?? 0;
}

function ignored(reason: string): Route {
  return { kind: 'ignored', reason };
}

function ambiguous(key: string, names: readonly string[]): Finding {
  return {
    code: 'TRIGGER_AMBIGUOUS',
    severity: 'error',
    message: `several sources have the object by the same prefix: ${names.join(', ')}`,
    file: key,
    hint: 'Tell them apart by `prefix` or `names` under `trigger` of the sources.',
  };
}
