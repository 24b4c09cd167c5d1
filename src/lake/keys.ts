import { userError, type UserError } from '../core/errors.ts';

/** The longest key that S3 takes, in UTF-8 bytes. */
const MAX_KEY_BYTES = 1024;

/** The longest last part of a raw key, in UTF-8 bytes: in quarantine a suffix joins it, and file systems stop at 255. */
const MAX_OBJECT_BYTES = 230;

const DATASET_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;

/** Where a source's object of one business day is in the raw zone. */
export interface RawObject {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly source: string;
  /** The object's own name; it may have several parts. */
  readonly object: string;
}

/**
 * Checks a key before it meets a store: parts joined by `/`, none empty, `.` or `..`, no backslash, no control
 * character, 1 to 1,024 bytes. Throws a `UserError` LAKE_BAD_KEY that says what is wrong.
 */
export function checkKey(key: string): void {
  const fault = keyFault(key);
  if (fault !== undefined) throw badKey(key, fault);
}

/** Checks the prefix of a listing: a key that may stop anywhere, also at a `/` or before the first letter. */
export function checkPrefix(prefix: string): void {
  const fault = prefix.startsWith('/') ? ABSOLUTE : characterFault(prefix);
  if (fault !== undefined) throw badKey(prefix, fault);
  const cut = prefix.lastIndexOf('/');
  if (cut > 0) checkKey(prefix.slice(0, cut));
}

/** `data/incoming/YYYY/MM/DD/<source>/<object>`: the layout of the raw zone (DESIGN section 4). */
export function rawKey({ day, source, object }: RawObject): string {
  const key = `${rawDayPrefix(day)}${source}/${object}`;
  if (source.includes('/')) throw badKey(key, `the name of a source has no "/", and ${quote(source)} does`);
  checkKey(key);
  const name = object.slice(object.lastIndexOf('/') + 1);
  const bytes = Buffer.byteLength(name);
  if (bytes > MAX_OBJECT_BYTES) {
    throw badKey(key, `the object's name has ${bytes} bytes, more than ${MAX_OBJECT_BYTES}`);
  }
  return key;
}

/** `data/incoming/YYYY/MM/DD/`: what all raw objects of a day start with. */
export function rawDayPrefix(day: string): string {
  if (!isDay(day)) throw badKey(`data/incoming/${day}`, `${quote(day)} is not a day written YYYY-MM-DD`);
  return `data/incoming/${day.replaceAll('-', '/')}/`;
}

/** Takes a raw key apart; throws a `UserError` LAKE_BAD_KEY for one that is not of the layout of {@link rawKey}. */
export function parseRawKey(key: string): RawObject {
  checkKey(key);
  const match = /^data\/incoming\/(\d{4})\/(\d\d)\/(\d\d)\/([^/]+)\/(.+)$/su.exec(key);
  const [, year, month, day, source = '', object = ''] = match ?? [];
  const date = `${year}-${month}-${day}`;
  if (!match || !isDay(date)) throw badKey(key, 'it is not of the form data/incoming/YYYY/MM/DD/<source>/<object>');
  return { day: date, source, object };
}

/** `data/<dataset>/`: what all objects of a dataset start with. */
export function datasetPrefix(dataset: string): string {
  checkDatasetName(dataset);
  return `data/${dataset}/`;
}

/** Checks a dataset's name: letters, digits, `_`, `.`, `-`, starting with a letter, a digit or `_`. */
export function checkDatasetName(dataset: string): void {
  if (DATASET_NAME.test(dataset) && Buffer.byteLength(dataset) <= 128) return;
  throw badKey(dataset, 'a dataset is named with letters, digits, "_", "." and "-", in at most 128 bytes');
}

const ABSOLUTE = 'it starts with "/"';

function keyFault(key: string): string | undefined {
  if (key === '') return 'it is empty';
  const bytes = Buffer.byteLength(key);
  if (bytes > MAX_KEY_BYTES) return `it has ${bytes} bytes, more than ${MAX_KEY_BYTES}`;
  if (key.startsWith('/')) return ABSOLUTE;
  return characterFault(key) ?? partFault(key.split('/'));
}

function characterFault(key: string): string | undefined {
  if (key.includes('\\')) return 'it has a backslash';
  const control = /\p{Cc}/u.exec(key)?.[0];
  if (control !== undefined) {
    return `it has the control character U+${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return /\p{Surrogate}/u.test(key) ? 'it is not valid Unicode' : undefined;
}

function partFault(parts: readonly string[]): string | undefined {
  if (parts.includes('')) return 'one of its parts is empty';
  const climbing = parts.find((part) => part === '.' || part === '..');
  return climbing === undefined ? undefined : `one of its parts is "${climbing}"`;
}

function badKey(key: string, fault: string): UserError {
  return userError({
    code: 'LAKE_BAD_KEY',
    message: `${quote(key)} cannot be a key of the lake: ${fault}`,
    expected: 'parts joined by "/", none of them empty, "." or ".."; no backslash and no control character',
  });
}

function quote(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}...` : text);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
