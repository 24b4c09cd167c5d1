import { stat } from 'node:fs/promises';
import { realEffects, type Effects } from '../../core/effects.ts';
import { userError } from '../../core/errors.ts';
import { isUrl, openStore } from '../../lake/open-store.ts';
import type { AllowAws } from '../../lake/s3/aws-guard.ts';
import type { Store } from '../../lake/store.ts';
import { DEFAULT_ENV } from '../../runner/lakes/open-lakes.ts';
import type { Cli } from '../cli.ts';

/** The world as the store sees it. */
export function lakeEffects({ io }: Cli): Effects {
  return realEffects({ env: io.env, signal: io.signal, log: (line) => io.stderr.write(`${line}\n`) });
}

/** What `{env}` stands for. */
export function envOf({ env }: { readonly env?: string }): string {
  return env ?? DEFAULT_ENV;
}

/**
 * Opens a lake that is there. Throws a `UserError` LAKE_MISSING for a folder that is not: looking at a lake, or
 * cleaning it, makes none.
 */
export async function openLake(
  lake: string,
  options: { readonly env?: string; readonly write: boolean; readonly allowAws?: AllowAws },
  cli: Cli,
): Promise<Store> {
  refuseLocalstack(lake);
  if (!isUrl(lake) && !(await stat(lake).catch(() => undefined))) {
    throw userError({
      code: 'LAKE_MISSING',
      message: 'there is no such lake',
      file: lake,
      hint: 'Check the path. A replay makes its lake itself; to make one without: glue-replay lake init',
    });
  }
  const { write, allowAws } = options;
  return openStore(lake, { effects: lakeEffects(cli), env: envOf(options), write, allowAws });
}

/** A lake of `--lake localstack` is reached by the name of its buckets. */
export function refuseLocalstack(lake: string): void {
  if (lake !== 'localstack') return;
  throw userError({
    code: 'LAKE_KIND_UNKNOWN',
    message: 'a lake on LocalStack is named by its buckets here',
    expected: 's3://glue-etl-pipeline-{env}-{zone}/SCENARIO, and AWS_ENDPOINT_URL set to its address',
    hint: 'For one that a run left with --keep, add --env local. A folder of that name is ./localstack.',
  });
}
