import { checkDatasetName, checkKey, parseRawKey } from './keys.ts';

/** All of quarantine is in the processed zone. */
export const OBJECTS = 'quarantine/objects/';
export const ROWS = 'quarantine/rows/';

const RAW = 'data/incoming/';
const REASONS = '.reasons.json';
/** Names that would be taken for reasons: with `.object` behind them they are not. */
const LIKE_REASONS = /\.reasons\.json(?:\.object)*$/;

/** Where a raw object is in quarantine: `quarantine/objects/YYYY/MM/DD/<source>/<object>`, and its reasons beside it. */
export function quarantineKeys(rawKey: string): { object: string; reasons: string } {
  parseRawKey(rawKey);
  const name = rawKey.slice(RAW.length);
  const object = `${OBJECTS}${name}${LIKE_REASONS.test(name) ? '.object' : ''}`;
  return { object, reasons: `${object}${REASONS}` };
}

/** The raw key of an object in quarantine; undefined for the reasons beside it, and for anything else. */
export function rawKeyOfQuarantined(key: string): string | undefined {
  if (!key.startsWith(OBJECTS) || key.endsWith(REASONS)) return undefined;
  const name = key.slice(OBJECTS.length);
  return RAW + (LIKE_REASONS.test(name) ? name.slice(0, -'.object'.length) : name);
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
