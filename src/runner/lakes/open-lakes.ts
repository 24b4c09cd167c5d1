import type { Effects } from '../../core/effects.ts';
import { claimLake } from '../../lake/lake-marker.ts';
import { openStore } from '../../lake/open-store.ts';
import type { AllowAws } from '../../lake/s3/aws-guard.ts';
import type { Store } from '../../lake/store.ts';
import { openFreshFolder } from './fresh-folder.ts';

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

/** Where the lakes of the scenarios of one command are: opened once, for example by starting LocalStack. */
export interface Lakes extends AsyncDisposable {
  /** The lake of a scenario, marked as its own. `folder` is its own part of a lake that several scenarios share. */
  open(scenario: string, folder: string): Promise<Store>;
  /** The options of the command line that name a scenario's lake. */
  options(folder: string): readonly string[];
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

/** Marks a lake as the scenario's; closes it where that fails. */
export async function claimed(store: Store, scenario: string): Promise<Store> {
  try {
    await claimLake(store, { scenario });
    return store;
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error;
  }
}
