import { userError, type UserError } from '../../core/errors.ts';
import { nearestOf } from '../../core/nearest.ts';
import { checkDatasetName } from '../../lake/keys.ts';
import { quarantinedObjects } from '../../lake/quarantine.ts';
import type { Store } from '../../lake/store.ts';
import { badRowFiles } from '../../runner/quarantine/bad-rows.ts';
import { findEntry } from '../../runner/quarantine/quarantine-entry.ts';
import type { Cli } from '../cli.ts';
import { openLake } from '../lake/open-lake.ts';
import { rawKeyArgument } from './key-argument.ts';
import { datasetOf } from './list-quarantine.ts';
import type { QuarantineShowOptions } from './quarantine-options.ts';
import { showObject } from './show-object.ts';
import { showRows } from './show-rows.ts';

/** Prints one quarantined object with its reasons, or the bad rows of a dataset. */
export async function showQuarantine(what: string, options: QuarantineShowOptions, cli: Cli): Promise<void> {
  await using store = await openLake(options.lake, { ...options, write: false }, cli);
  const rawKey = rawKeyArgument(what);
  if (rawKey !== undefined) {
    if (options.csv !== undefined || options.day !== undefined) throw notOfObjects(what);
    const entry = await findEntry(store, rawKey);
    if (!entry) throw await notFound(store, what, 'object');
    await showObject(store, entry, options, cli);
    return;
  }
  const { dataset = what } = datasetOf(what);
  checkDatasetName(dataset);
  const files = await badRowFiles(store, { dataset, ...(options.day === undefined ? {} : { day: options.day }) });
  if (files.length === 0) throw await notFound(store, what, 'dataset');
  await showRows(store, files, options, cli);
}

async function notFound(store: Store, what: string, kind: 'object' | 'dataset'): Promise<UserError> {
  const names = new Set<string>();
  if (kind === 'dataset') for (const { dataset } of await badRowFiles(store, {})) names.add(dataset);
  else for await (const { rawKey } of quarantinedObjects(store)) names.add(rawKey);
  return userError({
    code: 'QUARANTINE_NOT_FOUND',
    message:
      kind === 'object' ? 'there is no such object in quarantine' : 'no rows of such a dataset are in quarantine',
    file: what,
    ...nearestOf(what, names),
    hint: 'glue-replay quarantine list says what there is.',
  });
}

function notOfObjects(what: string): UserError {
  return userError({
    code: 'QUARANTINE_OPTION_OF_ROWS',
    message: '--csv and --day are for the rows of a dataset, and this is an object',
    file: what,
    hint: 'Name the dataset, or leave the option out.',
  });
}
