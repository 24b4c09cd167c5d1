import { randomUUID } from 'node:crypto';
import { realEffects } from '../../src/core/effects.ts';
import { parseLakeUrl } from '../../src/lake/s3/address.ts';
import { openS3Store } from '../../src/lake/s3/s3-store.ts';
import type { Store } from '../../src/lake/store.ts';
import { CREDENTIALS, s3Effects, type TestBucket } from '../lake/s3/s3-fixture.ts';
import { tempFolder } from '../temp-folder.ts';
import { startFaultProxy, type FaultProxy, type FaultRule } from './fault-proxy.ts';

/** How long a connection may be without a byte, unless a test says otherwise. */
const SILENCE_MS = 400;

/** One lake, reached in two ways. */
export interface FaultyStore {
  /** By the proxy that spoils requests. */
  readonly store: Store;
  /** Straight. */
  readonly plain: Store;
  readonly proxy: FaultProxy;
  /** Writes a local file; gives its path. */
  readonly write: (name: string, content: Uint8Array) => Promise<string>;
}

/** Does something with a new lake in a bucket whose requests are spoilt by `rules`. */
export async function withFaultyStore<T>(
  { endpoint, bucket }: Pick<TestBucket, 'endpoint' | 'bucket'>,
  rules: readonly FaultRule[],
  action: (lake: FaultyStore) => Promise<T>,
  { seed = 1, silenceMs = SILENCE_MS }: { seed?: number; silenceMs?: number } = {},
): Promise<T> {
  await using folder = await tempFolder();
  await using proxy = await startFaultProxy(endpoint, rules, { seed });
  const address = parseLakeUrl(`s3://${bucket}/${randomUUID()}`, { env: 'test' });
  const open = (url: string, cache: string): Promise<Store> => {
    const env = { ...s3Effects().env, GLUE_REPLAY_CACHE: `${folder.path}/${cache}` };
    const options = { write: true, endpoint: url, credentials: CREDENTIALS, silenceMs };
    return openS3Store(address, { effects: realEffects({ env }), ...options });
  };
  await using plain = await open(endpoint, 'plain');
  await using store = await open(proxy.url, 'faulty');
  return await action({ store, plain, proxy, write: (name, content) => folder.write(name, content) });
}
