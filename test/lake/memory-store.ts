import { writeFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { realEffects } from '../../src/core/effects.ts';
import { sha256 } from '../../src/core/seed.ts';
import { checkKey, checkPrefix } from '../../src/lake/keys.ts';
import { ownerMayBeAlive } from '../../src/lake/owner-alive.ts';
import { sourceUnreadable } from '../../src/lake/source-file.ts';
import { objectMissing } from '../../src/lake/storage-failure.ts';
import type { Body, Store, StoredObject, Zone } from '../../src/lake/store.ts';
import { compareUtf8 } from '../../src/lake/utf8-order.ts';
import { tempFolder } from './lake-fixture.ts';

type Stored = StoredObject & { readonly content: Buffer };

/** A store in memory: fast, and like S3 it knows keys but no folders. */
export async function memoryStore(): Promise<Store> {
  const effects = realEffects();
  const folder = await tempFolder();
  const objects = new Map<string, Stored>();
  const find = (zone: Zone, key: string): Stored | undefined => {
    checkKey(key);
    return objects.get(`${zone}:${key}`);
  };
  const need = (zone: Zone, key: string): Stored => {
    const object = find(zone, key);
    if (!object) throw objectMissing(`${zone}/${key}`);
    return object;
  };
  const put = (zone: Zone, key: string, content: Buffer): void => {
    const etag = sha256(content);
    objects.set(`${zone}:${key}`, { key, bytes: content.length, modified: effects.now(), etag, content });
  };
  return {
    url: 'memory:',
    localFolders: [folder],
    async *list(zone, prefix) {
      checkPrefix(prefix);
      const ids = [...objects.keys()].filter((id) => id.startsWith(`${zone}:${prefix}`)).toSorted(compareUtf8);
      for (const id of ids) {
        const object = objects.get(id);
        if (object) yield withoutContent(object);
      }
    },
    async head(zone, key) {
      const object = find(zone, key);
      return object && withoutContent(object);
    },
    read: async (zone, key) => find(zone, key)?.content,
    async stream(zone, key, range) {
      const { content } = need(zone, key);
      return Readable.from([content.subarray(range?.start ?? 0, range?.end ?? content.length)]);
    },
    async localPath(zone, key) {
      const { content } = need(zone, key);
      const path = join(folder, sha256(`${zone}:${key}`));
      await writeFile(path, content);
      return path;
    },
    async putIfAbsent(zone, key, body) {
      checkKey(key);
      const content = await contentOf(body);
      if (find(zone, key)) return 'exists';
      put(zone, key, content);
      return 'created';
    },
    async put(zone, key, body) {
      checkKey(key);
      put(zone, key, await contentOf(body));
    },
    async delete(zone, key) {
      if (find(zone, key)) objects.delete(`${zone}:${key}`);
    },
    mayBeAlive: (owner) => ownerMayBeAlive(owner, { effects, now: effects.now().getTime() }),
    remote: null,
    [Symbol.asyncDispose]: async () => {},
  };
}

function withoutContent({ key, bytes, modified, etag }: Stored): StoredObject {
  return { key, bytes, modified, etag };
}

async function contentOf(body: Body): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  try {
    return await readFile(body.file);
  } catch (error) {
    throw sourceUnreadable(body.file, error);
  }
}
