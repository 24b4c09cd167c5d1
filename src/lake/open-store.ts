import type { Effects } from '../core/effects.ts';
import { userError } from '../core/errors.ts';
import { openDirectoryStore } from './directory-store.ts';
import { isS3Url, parseLakeUrl } from './s3/address.ts';
import type { AllowAws } from './s3/aws-guard.ts';
import type { Store } from './store.ts';

export interface OpenStoreOptions {
  readonly effects: Effects;
  /** What `{env}` in an `s3://` URL stands for. */
  readonly env: string;
  /** Folders added at the end of the address. */
  readonly below?: readonly string[];
  /** Whether the lake is to be written; default true. A lake on AWS itself needs `allowAws` then. */
  readonly write?: boolean;
  readonly allowAws?: AllowAws;
  /** Taken before what the environment and the AWS configuration files say. */
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Opens the lake that a user names: a folder, or `s3://BUCKET/PREFIX` (see {@link parseLakeUrl}). Throws a `UserError`:
 * LAKE_KIND_UNKNOWN for any other URL, LAKE_AWS_NOT_ALLOWED, and what the stores throw.
 */
export async function openStore(lake: string, options: OpenStoreOptions): Promise<Store> {
  const { effects, env, below = [], write = true, ...connect } = options;
  if (isS3Url(lake)) {
    const { openS3Store } = await import('./s3/s3-store.ts');
    return openS3Store(parseLakeUrl(lake, { env, below }), { effects, write, ...connect });
  }
  if (isUrl(lake)) {
    throw userError({
      code: 'LAKE_KIND_UNKNOWN',
      message: `cannot open the lake ${lake}`,
      expected: 'a folder, s3://BUCKET/PREFIX, or localstack',
    });
  }
  return openDirectoryStore([lake, ...below].join('/'), { effects });
}

/** Whether a lake is named by a URL, of whatever kind, and not as a folder. */
export function isUrl(lake: string): boolean {
  return /^[a-z][a-z0-9+]+:\/\//i.test(lake);
}
