import type { Readable } from 'node:stream';
import type { Finding } from '../core/finding.ts';

/** The buckets of the lake, in the order data moves. */
export const ZONES = ['raw', 'processed', 'curated', 'quality'] as const;
export type Zone = (typeof ZONES)[number];

/** One stored file. `key` is relative to its zone, parts joined by `/`. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  readonly modified: Date;
  /** Changes whenever the bytes do. Opaque; kinds differ from store to store. */
  readonly etag: string;
}

/** What to store: bytes, or a local file that is streamed. */
export type Body = Uint8Array | { readonly file: string };

/** What went over the network to and from a store. */
export interface Traffic {
  readonly requests: number;
  /** Bytes of objects read and written; requests and answers about them are not counted. */
  readonly bytesDown: number;
  readonly bytesUp: number;
}

/** What there is to tell of a store that is reached over a network. */
export interface Remote {
  /** From the opening of the store until now. */
  traffic(): Traffic;
  /** What of the store's promises this endpoint does not keep, as far as it has shown: warnings for the record. */
  findings(): readonly Finding[];
}

export interface ListOptions {
  readonly passOver?: (finding: Finding) => void;
}

/**
 * Where a lake's bytes are: a directory, or an S3 endpoint. Every write is atomic: a reader sees the whole object or
 * none. Keys are checked by the store ({@link checkKey}); a key that climbs out is refused with a `UserError`.
 * Failures that are not the user's to mend here (disk full, permission, service gone) are `UserError`s with exit code 3
 * that name the zone and key.
 */
export interface Store extends AsyncDisposable {
  /** How a user names it: a folder or an `s3://` URL. */
  readonly url: string;
  /**
   * Objects whose key starts with `prefix`, in key order (UTF-8 bytes). What a lake cannot hold (a symbolic link, a key
   * with an empty part) is told to `passOver` as a warning; without that it throws a `UserError` LAKE_FOREIGN_ENTRY or
   * LAKE_FOREIGN_KEY.
   */
  list(zone: Zone, prefix: string, options?: ListOptions): AsyncIterable<StoredObject>;
  head(zone: Zone, key: string): Promise<StoredObject | undefined>;
  /** The whole object, or undefined where there is none. For small objects. */
  read(zone: Zone, key: string): Promise<Uint8Array | undefined>;
  /** A stream of bytes `start` to `end` (end not included); the whole object by default. Throws where there is none. */
  stream(zone: Zone, key: string, range?: { readonly start: number; readonly end: number }): Promise<Readable>;
  /**
   * A local path with the object's bytes, for engines that read files; valid while the store is open. Read-only. It ends
   * in the object's name, and has the `column=value` folders of its key. With `known`, as a listing gave it, a remote
   * store need not ask what the object is now.
   */
  localPath(zone: Zone, key: string, known?: StoredObject): Promise<string>;
  /** Stores unless the key exists, as one atomic step: of many that try at once, one gets `created`. */
  putIfAbsent(zone: Zone, key: string, body: Body): Promise<'created' | 'exists'>;
  /** Stores, replacing what is there. */
  put(zone: Zone, key: string, body: Body): Promise<void>;
  /** Deletes; no error where there is none. */
  delete(zone: Zone, key: string): Promise<void>;
  /** Whether the run that left `owner` may still be alive, as far as this store can tell. */
  mayBeAlive(owner: { readonly host: string; readonly pid: number; readonly since: string }): boolean;
  /** Local folders that an engine must be allowed to read for `localPath`. */
  readonly localFolders: readonly string[];
  /** Null for a lake in a folder. */
  readonly remote: Remote | null;
}
