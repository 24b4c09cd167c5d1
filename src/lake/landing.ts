import { userError } from '../core/errors.ts';
import { digestOfBody, digestOfObject } from './body-digest.ts';
import type { Body, Store } from './store.ts';

/**
 * Writes an object of the raw zone, once: the same bytes again change nothing. Throws a `UserError`
 * LAKE_RAW_IMMUTABLE when the key holds other bytes (DESIGN section 4, Land).
 */
export async function landObject(store: Store, key: string, body: Body): Promise<'created' | 'unchanged'> {
  if ((await store.putIfAbsent('raw', key, body)) === 'created') return 'created';
  const [landed, offered] = await Promise.all([digestOfObject(store, 'raw', key), digestOfBody(body)]);
  if (landed.sha256 === offered.sha256) return 'unchanged';
  throw userError({
    code: 'LAKE_RAW_IMMUTABLE',
    message: 'raw is write-once, and this object was landed before with other bytes',
    file: `raw/${key}`,
    expected: `${landed.bytes} bytes, sha-256 ${landed.sha256} (landed)`,
    found: `${offered.bytes} bytes, sha-256 ${offered.sha256} (offered)`,
    hint: 'Land a correction under another name or day, or replay into another lake (--lake FOLDER).',
  });
}
