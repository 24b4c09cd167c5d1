import { userError } from '../../core/errors.ts';
import { counted } from '../../reports/amounts.ts';
import { printable } from '../../reports/display-width.ts';
import { releaseObjects } from '../../runner/quarantine/release-objects.ts';
import type { Cli } from '../cli.ts';
import { lakeEffects, openLake } from '../lake/open-lake.ts';
import { rawKeyArgument } from './key-argument.ts';
import type { QuarantineReleaseOptions } from './quarantine-options.ts';

/** Releases objects from quarantine: all that are named, or none. */
export async function releaseFromQuarantine(
  names: readonly string[],
  options: QuarantineReleaseOptions,
  cli: Cli,
): Promise<void> {
  const { stdout, stderr, env } = cli.io;
  const reason = options.reason.trim();
  if (reason === '') throw withoutReason();
  const keys = names.map(keyOf);
  const effects = lakeEffects(cli);
  const by = options.as ?? env['USER'] ?? env['LOGNAME'] ?? env['USERNAME'] ?? effects.owner.host;
  await using store = await openLake(options.lake, { ...options, write: true }, cli);
  const released = await releaseObjects(store, { keys, by, reason, effects });
  if (options.json) {
    stdout.write(`${JSON.stringify({ lake: store.url, released }, null, 2)}\n`);
    return;
  }
  for (const { key, codes } of released) stdout.write(`${printable(key)}   ${printable(codes.join(' '))}\n`);
  stderr.write(`${counted(released.length, 'object')} released: accepted by the next replay of its day\n`);
}

function keyOf(name: string): string {
  const key = rawKeyArgument(name);
  if (key !== undefined) return key;
  throw userError({
    code: 'QUARANTINE_NOT_A_KEY',
    message: 'only objects can be released, and this is not the key of one',
    file: name,
    expected: 'a key as `quarantine list` prints it: data/incoming/YYYY/MM/DD/<source>/<object>',
    hint: 'Rows of a dataset are mended and landed again: glue-replay quarantine show DATASET --csv FILE',
  });
}

function withoutReason(): Error {
  return userError({
    code: 'QUARANTINE_REASON_MISSING',
    message: '--reason is empty',
    hint: 'Say why the object may go on: it is kept with the object and printed by each run that accepts it.',
  });
}
