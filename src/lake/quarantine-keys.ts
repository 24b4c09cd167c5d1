import { UserError } from '../core/errors.ts';
import { checkDatasetName, checkKey, parseRawKey } from './keys.ts';

/** All of quarantine is in the processed zone. */
export const OBJECTS = 'quarantine/objects/';
export const ROWS = 'quarantine/rows/';

const RAW = 'data/incoming/';
const REASONS = '.reasons.json';
const RELEASE = '.released.json';
/** Names that would be taken for what stands beside an object: with `.object` behind them they are not. */
const LIKE_OURS = /\.(?:reasons|released)\.json(?:\.object)*$/;

/** The keys of the processed zone that are about one raw object. */
export interface QuarantineKeys {
  readonly object: string;
  readonly reasons: string;
  readonly release: string;
}

/**
 * Where a raw object is in quarantine: `quarantine/objects/YYYY/MM/DD/<source>/<object>`, its reasons beside it, and
 * that it was released.
 */
export function quarantineKeys(rawKey: string): QuarantineKeys {
  parseRawKey(rawKey);
  const name = rawKey.slice(RAW.length);
  const object = `${OBJECTS}${name}${LIKE_OURS.test(name) ? '.object' : ''}`;
  return { object, reasons: `${object}${REASONS}`, release: `${object}${RELEASE}` };
}

/** The raw key of an object in quarantine; undefined for what stands beside it, and for anything else. */
export function rawKeyOfQuarantined(key: string): string | undefined {
  if (!key.startsWith(OBJECTS) || key.endsWith(REASONS) || key.endsWith(RELEASE)) return undefined;
  const name = key.slice(OBJECTS.length);
  const rawKey = RAW + (LIKE_OURS.test(name) ? name.slice(0, -'.object'.length) : name);
  return isRawKey(rawKey) ? rawKey : undefined;
}

function isRawKey(key: string): boolean {
  try {
    parseRawKey(key);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** Where the bad rows of one origin of a dataset are: `quarantine/rows/<dataset>/<origin>.parquet`. */
export function quarantinedRowsKey(dataset: string, origin: string): string {
  checkDatasetName(dataset);
  const key = `${ROWS}${dataset}/${origin}.parquet`;
  checkKey(key);
  return key;
}

/** The dataset and origin of a key of {@link quarantinedRowsKey}; undefined for any other key. */
export function parseQuarantinedRowsKey(key: string): { dataset: string; origin: string } | undefined {
  const [, dataset, origin] = /^quarantine\/rows\/([^/]+)\/([^/]+)\.parquet$/.exec(key) ?? [];
  return dataset === undefined || origin === undefined ? undefined : { dataset, origin };
}
