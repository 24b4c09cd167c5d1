import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { isAnswer } from '../../core/aws-failure.ts';
import { checkKey } from '../keys.ts';
import { ownerMayBeAlive } from '../owner-alive.ts';
import { objectMissing } from '../storage-failure.ts';
import type { Body, Store, StoredObject, Zone } from '../store.ts';
import type { LakeAddress } from './address.ts';
import { checkAwsAllowed, type AllowAws } from './aws-guard.ts';
import { ByteBudget } from './byte-budget.ts';
import { cachePlace } from './cache-place.ts';
import { conditionsIgnored, honoursConditions, PROBE_KEY } from './conditional-writes.ts';
import { connectS3, type ConnectOptions, type S3Connection } from './connection.ts';
import { download } from './download.ts';
import { PART_BYTES, plainEtag } from './etag.ts';
import { guardS3, type Place } from './failure.ts';
import { fileVersion } from './file-version.ts';
import { listZone } from './listing.ts';
import { openObjectCache, type ObjectCache } from './object-cache.ts';
import { ObjectReplaced } from './read-body.ts';
import { readChecked, readWhole } from './read-checked.ts';
import { upload } from './upload.ts';

export interface OpenS3Options extends ConnectOptions {
  /** Whether the lake is to be written: on AWS itself that needs `allowAws`. */
  readonly write: boolean;
  readonly allowAws?: AllowAws;
}

/** Bytes of bodies in memory at a time, of all uploads of a store together. */
const UPLOAD_BYTES = 8 * PART_BYTES;
/** How often an object may be replaced while it is read. */
const ATTEMPTS = 5;

/**
 * Opens a lake on S3. What engines read is fetched into a cache on this machine, and what is written from a file is kept
 * in it. Nothing is asked of the endpoint yet. Throws a `UserError` LAKE_AWS_NOT_ALLOWED, and what
 * {@link openObjectCache} and {@link connectS3} throw.
 */
export async function openS3Store(address: LakeAddress, options: OpenS3Options): Promise<Store> {
  const { effects, write, allowAws } = options;
  const connection = await connectS3(options);
  if (write) checkAwsAllowed(address, { endpoint: connection.endpoint, allowAws });
  const { folder, maxBytes } = cachePlace(effects);
  const cache = await openObjectCache(folder, { maxBytes, effects });
  return s3Store(address, { connection, cache, effects });
}

interface Parts {
  readonly connection: S3Connection;
  readonly cache: ObjectCache;
  readonly effects: OpenS3Options['effects'];
}

function s3Store(address: LakeAddress, { connection, cache, effects }: Parts): Store {
  const { client } = connection;
  const { signal } = effects;
  const budget = new ByteBudget(UPLOAD_BYTES);
  const identity = ({ bucket, key }: Required<Place>, { etag, bytes }: Pick<StoredObject, 'etag' | 'bytes'>) => ({
    endpoint: connection.endpoint ?? connection.region,
    bucket,
    key,
    etag,
    bytes,
  });
  const at = async <T>(zone: Zone, key: string, action: (place: Required<Place>) => Promise<T>): Promise<T> => {
    checkKey(key);
    const { bucket, prefix } = address.zones[zone];
    const place = { bucket, key: prefix + key };
    return guardS3(connection, place, () => action(place));
  };
  const head = (zone: Zone, key: string): Promise<StoredObject | undefined> =>
    at(zone, key, async ({ bucket, key: Key }) => {
      try {
        const command = new HeadObjectCommand({ Bucket: bucket, Key });
        const {
          ContentLength = 0,
          LastModified = new Date(0),
          ETag,
        } = await client.send(command, { abortSignal: signal });
        return { key, bytes: ContentLength, modified: LastModified, etag: plainEtag(ETag) };
      } catch (error) {
        if (isAnswer(error, 'NotFound', 'NoSuchKey', '404')) return undefined;
        // An answer to HEAD has no body that says what is wrong: the same question by GET has.
        if (isAnswer(error, '301', '400', '403')) {
          await client.send(new GetObjectCommand({ Bucket: bucket, Key, Range: 'bytes=0-0' }), { abortSignal: signal });
        }
        throw error;
      }
    });
  const localPath = async (zone: Zone, key: string, known?: StoredObject): Promise<string> => {
    for (let attempt = 1; ; attempt++) {
      const object = (attempt === 1 ? known : undefined) ?? (await head(zone, key));
      if (!object) throw objectMissing(`${zone}/${key}`);
      const path = await at(zone, key, (place) =>
        cache
          .path(identity(place, object), (file) => download(connection, { place, object, path: file, signal }))
          .catch((error: unknown) => {
            if (error instanceof ObjectReplaced && attempt < ATTEMPTS) return undefined;
            throw error;
          }),
      );
      if (path !== undefined) return path;
    }
  };
  let honoured: Promise<boolean> | undefined;
  let ignored = false;
  /** Whether the endpoint decides on conditions itself; asked once, before the first such write. */
  const conditions = async (): Promise<boolean> => {
    honoured ??= honoursConditions(connection, address.zones.quality);
    ignored = !(await honoured);
    return !ignored;
  };
  const put = async (zone: Zone, key: string, body: Body, ifAbsent: boolean): Promise<'created' | 'exists'> =>
    at(zone, key, async (place) => {
      const version = body instanceof Uint8Array ? undefined : await fileVersion(body.file);
      const { outcome, etag, bytes } = await upload(connection, body, { place, ifAbsent, budget, signal });
      if (outcome === 'created' && !(body instanceof Uint8Array) && version !== undefined) {
        // It is stored; where the cache has no room for it, it is fetched when it is read.
        await cache.keep(identity(place, { etag, bytes }), body.file, version).catch(() => undefined);
      }
      return outcome;
    });
  return {
    url: address.url,
    localFolders: [cache.folder],
    async *list(zone, prefix, options) {
      for await (const object of listZone(connection, address.zones[zone], { prefix, signal, ...options })) {
        if (zone !== 'quality' || object.key !== PROBE_KEY) yield object;
      }
    },
    head,
    read: (zone, key) =>
      at(zone, key, async (place) => {
        try {
          return await readWhole(connection, { place, signal });
        } catch (error) {
          if (isAnswer(error, 'NoSuchKey')) return undefined;
          throw error;
        }
      }),
    async stream(zone, key, range) {
      const object = await head(zone, key);
      if (!object) throw objectMissing(`${zone}/${key}`);
      return at(zone, key, async (place) => {
        if (range && range.end <= range.start) return Readable.from([]);
        const request = { place, signal, etag: object.etag, ...(range ? { range } : {}) };
        return Readable.from(readChecked(connection, request), { objectMode: false });
      });
    },
    localPath,
    async putIfAbsent(zone, key, body) {
      checkKey(key);
      const honours = await conditions();
      // A large body is not sent in vain; an endpoint that ignores conditions is asked before.
      if ((!honours || !(body instanceof Uint8Array)) && (await head(zone, key))) return 'exists';
      return put(zone, key, body, honours);
    },
    async put(zone, key, body) {
      await put(zone, key, body, false);
    },
    delete: (zone, key) =>
      at(zone, key, async ({ bucket, key: Key }) => {
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }), { abortSignal: signal });
      }),
    mayBeAlive: (owner) => ownerMayBeAlive(owner, { effects, now: connection.now() }),
    remote: {
      traffic: () => connection.traffic(),
      findings: () => (ignored ? [conditionsIgnored(address.url)] : []),
    },
    async [Symbol.asyncDispose]() {
      await cache[Symbol.asyncDispose]();
      connection[Symbol.dispose]();
    },
  };
}
