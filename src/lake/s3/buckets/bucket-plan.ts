import { sha256 } from '../../../core/seed.ts';
import { ZONES, type Zone } from '../../store.ts';
import { bucketsOf, type LakeAddress } from '../address.ts';
import { OLD_VERSION_DAYS, UPLOAD_DAYS, ZONE_RULES, type Transition } from './lifecycle-table.ts';

/** How a bucket of a lake is to be. Access by the public is blocked in every way in each. */
export interface BucketPlan {
  readonly bucket: string;
  readonly region: string;
  /** The zones that it holds, and what their keys start with (empty, or ending in `/`). */
  readonly zones: readonly { readonly zone: Zone; readonly prefix: string }[];
  /** False: it does not matter. */
  readonly versioning: boolean;
  /** Null: encrypted with the keys of S3 itself (AES256). */
  readonly kmsKey: string | null;
  readonly lifecycle: readonly LifecycleRule[];
}

/** One rule of a bucket's lifecycle. */
export interface LifecycleRule {
  /** Unique in the bucket, which may hold other lakes, too. */
  readonly id: string;
  readonly prefix: string;
  readonly transitions: readonly Transition[];
  readonly expireDays: number | null;
  readonly oldVersionDays: number | null;
  readonly uploadDays: number | null;
}

/** Plans the buckets of a lake: each once, in the order of the zones that they are for. Asks nobody. */
export function planBuckets(
  address: LakeAddress,
  { region, kmsKey = null }: { region: string; kmsKey?: string | null },
): BucketPlan[] {
  return bucketsOf(address).map((bucket) => {
    const zones = ZONES.filter((zone) => address.zones[zone].bucket === bucket).map((zone) => ({
      zone,
      prefix: address.zones[zone].prefix,
    }));
    // Versioning is of a whole bucket: where raw has it, the others in its bucket have it.
    const versioning = zones.some(({ zone }) => zone === 'raw');
    const lifecycle = zones.flatMap(({ zone, prefix }) => rulesOf(zone, { prefix, versioning }));
    return { bucket, region, zones, versioning, kmsKey, lifecycle };
  });
}

function rulesOf(zone: Zone, { prefix, versioning }: { prefix: string; versioning: boolean }): LifecycleRule[] {
  const nothing = { transitions: [], expireDays: null, oldVersionDays: null, uploadDays: null };
  const aging = ZONE_RULES.filter((rule) => rule.zone === zone).map(({ name, below, transitions, expireDays }) => ({
    ...nothing,
    id: idOf(name, prefix + below),
    prefix: prefix + below,
    transitions,
    expireDays,
  }));
  const oldVersions = { ...nothing, id: idOf('old versions', prefix), prefix, oldVersionDays: OLD_VERSION_DAYS };
  const uploads = { ...nothing, id: idOf('uploads', prefix), prefix, uploadDays: UPLOAD_DAYS };
  return [...aging, ...(versioning ? [oldVersions] : []), uploads];
}

/** At most 255 characters (Amazon S3 API reference, LifecycleRule). */
function idOf(name: string, prefix: string): string {
  const id = ['glue-replay', name, prefix].filter((part) => part !== '').join(' ');
  return id.length <= 255 ? id : `${id.slice(0, 200)} ${sha256(id).slice(0, 12)}`;
}
