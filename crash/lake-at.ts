import type { Effects } from '../src/core/effects.ts';
import { openStore } from '../src/lake/open-store.ts';
import type { Store } from '../src/lake/store.ts';

/** Where a lake is, in words that can be sent to another process. */
export interface LakeAt {
  /** A folder, or an `s3://` URL. */
  readonly url: string;
  /** Of S3; null for a folder. */
  readonly endpoint: string | null;
  /** A folder for local files. */
  readonly work: string;
}

/** What the environment of a process says of the S3 endpoint of these lakes. */
export function environmentOf({ endpoint, work }: LakeAt): Record<string, string> {
  return {
    AWS_CONFIG_FILE: '/nowhere',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    GLUE_REPLAY_CACHE: `${work}/cache`,
    ...(endpoint === null ? {} : { AWS_ENDPOINT_URL: endpoint }),
  };
}

/** Opens a lake, with no settings but those of {@link environmentOf}. */
export function openLakeAt(lake: LakeAt, effects: Effects): Promise<Store> {
  return openStore(lake.url, { effects: { ...effects, env: environmentOf(lake) }, env: 'test' });
}
