import { userError } from '../../core/errors.ts';
import { checkKey } from '../keys.ts';
import { ZONES, type Zone } from '../store.ts';

/** Where a zone is: a bucket, and what all keys start with (empty, or ending in `/`). */
export interface ZonePlace {
  readonly bucket: string;
  readonly prefix: string;
}

/** A lake on S3. */
export interface LakeAddress {
  /** With `{zone}` left as it is: `s3://glue-etl-pipeline-dev-{zone}/orders`. */
  readonly url: string;
  readonly zones: Readonly<Record<Zone, ZonePlace>>;
}

/** The buckets of the pipeline, one a zone. */
export const BUCKET_PATTERN = 's3://glue-etl-pipeline-{env}-{zone}';

const URL_FORM = /^s3:\/\/([^/]+)(?:\/(.*))?$/s;
/** Names of buckets (Amazon S3 user guide, "General purpose bucket naming rules"). */
const BUCKET = /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Whether a lake is named as one on S3. */
export function isS3Url(lake: string): boolean {
  return /^s3:\/\//i.test(lake);
}

/**
 * Reads `s3://BUCKET/PREFIX`, in which `{env}` stands for the environment and `{zone}` for the zone; without `{zone}`
 * the zones are folders below the prefix. `below` adds a folder at its end. Throws a `UserError` LAKE_URL_INVALID.
 */
export function parseLakeUrl(
  lake: string,
  { env, below = [] }: { env: string; below?: readonly string[] },
): LakeAddress {
  const [, bucket = '', path = ''] = URL_FORM.exec(lake.replaceAll('{env}', env)) ?? [];
  const unknown = /\{(?!zone\})[^}]*\}?|(?<!\{zone)\}/.exec(bucket + path)?.[0];
  if (unknown !== undefined)
    throw badUrl(lake, `${JSON.stringify(unknown)} stands for nothing: there are {env} and {zone}`);
  const parts = [...path.split('/').filter((part) => part !== ''), ...below];
  const perZone = lake.includes('{zone}');
  const placeOf = (zone: Zone): ZonePlace => {
    const folders = [...parts.map((part) => part.replaceAll('{zone}', zone)), ...(perZone ? [] : [zone])];
    const place = { bucket: bucket.replaceAll('{zone}', zone), prefix: folders.map((folder) => `${folder}/`).join('') };
    if (!BUCKET.test(place.bucket))
      throw badUrl(lake, `${JSON.stringify(place.bucket)} cannot be the name of a bucket`);
    if (folders.length > 0) checkKey(folders.join('/'));
    return place;
  };
  return {
    url: ['s3:/', bucket, ...parts].join('/'),
    zones: {
      raw: placeOf('raw'),
      processed: placeOf('processed'),
      curated: placeOf('curated'),
      quality: placeOf('quality'),
    },
  };
}

/** The buckets of a lake, each once, in the order of the zones that they are for. */
export function bucketsOf({ zones }: LakeAddress): string[] {
  return [...new Set(ZONES.map((zone) => zones[zone].bucket))];
}

function badUrl(lake: string, fault: string): Error {
  return userError({
    code: 'LAKE_URL_INVALID',
    message: `${JSON.stringify(lake)} does not name a lake: ${fault}`,
    expected: `s3://BUCKET/PREFIX, or a bucket a zone: ${BUCKET_PATTERN}/PREFIX`,
    hint: 'A bucket is named with 3 to 63 lower-case letters, digits, "-" and ".".',
  });
}
