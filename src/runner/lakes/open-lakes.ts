import type { Effects } from '../../core/effects.ts';
import { openStore } from '../../lake/open-store.ts';
import type { AllowAws } from '../../lake/s3/aws-guard.ts';
import { openFreshFolder } from './fresh-folder.ts';
import { claimed, type Lakes } from './lakes.ts';

export interface LakeOptions {
  /**
   * A folder; `s3://BUCKET/PREFIX`, in which `{env}` and `{zone}` stand for the environment and the zone; or
   * `localstack`. Default: `.glue-replay/<name of the scenario>`, emptied first.
   */
  readonly lake?: string;
  /** What `{env}` stands for; default `dev`. */
  readonly env?: string;
  /** Keeps a lake on LocalStack, which is deleted at the end otherwise, and a LocalStack that was started for it. */
  readonly keep?: boolean;
  /** Needed to write to AWS itself: `true`, or the bucket by name where it looks like production. */
  readonly allowAws?: AllowAws;
}

export const DEFAULT_ENV = 'dev';

/**
 * Opens what `lake` names. Throws a `UserError`: LOCALSTACK_UNAVAILABLE; the rest when a lake is opened, see
 * {@link openStore}, {@link claimLake} and {@link openFreshFolder}.
 *
 * @param several whether several scenarios share it, so that each gets a folder of its own in it.
 */
export async function openLakes(
  options: LakeOptions,
  { several, effects }: { several: boolean; effects: Effects },
): Promise<Lakes> {
  const { lake, env, keep = false, allowAws } = options;
  if (lake === 'localstack') {
    const { openLocalstackLakes } = await import('./localstack-lakes.ts');
    return openLocalstackLakes({ keep, effects, ...(env === undefined ? {} : { env }) });
  }
  const part = (folder: string): readonly string[] => (several ? [folder] : []);
  return {
    options: (folder) => [
      ...(lake === undefined ? [] : ['--lake', [lake.replace(/\/+$/, ''), ...part(folder)].join('/')]),
      ...(env === undefined ? [] : ['--env', env]),
      ...(allowAws === undefined ? [] : ['--allow-aws', ...(allowAws === true ? [] : [allowAws])]),
    ],
    open: async (scenario, folder) =>
      claimed(
        lake === undefined
          ? await openFreshFolder(scenario, effects)
          : await openStore(lake, { effects, env: env ?? DEFAULT_ENV, allowAws, below: part(folder) }),
        scenario,
      ),
    [Symbol.asyncDispose]: async () => {},
  };
}
