import { diffZone, type Compared } from '../../lake/diff.ts';
import { ZONES } from '../../lake/store.ts';
import { counted, formatCount } from '../../reports/amounts.ts';
import { printable } from '../../reports/display-width.ts';
import { paintFor } from '../../reports/paint.ts';
import type { Cli } from '../cli.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { LakeOptions } from './lake-options.ts';
import { openLake } from './open-lake.ts';
import { parseWhere } from './zone-argument.ts';

/** Prints what differs between two lakes as it is found; `1` where something does. */
export async function diffLakes(
  [nameA, nameB]: readonly [string, string],
  where: string | undefined,
  options: LakeOptions,
  cli: Cli,
): Promise<ExitCode> {
  const { stdout, signal } = cli.io;
  const places = where === undefined ? ZONES.map((zone) => ({ zone, prefix: '' })) : [parseWhere(where)];
  await using a = await openLake(nameA, { ...options, write: false }, cli);
  await using b = await openLake(nameB, { ...options, write: false }, cli);
  const differences: Compared[] = [];
  let same = 0;
  for (const place of places) {
    for await (const compared of diffZone(a, b, { ...place, signal })) {
      if (compared.is === 'same') {
        same += 1;
        continue;
      }
      differences.push(compared);
      if (!options.json) stdout.write(lineOf(compared, cli));
    }
  }
  stdout.write(
    options.json
      ? `${JSON.stringify({ a: a.url, b: b.url, equal: differences.length === 0, same, differences }, null, 2)}\n`
      : `${summaryOf(differences, same)}\n`,
  );
  return differences.length === 0 ? EXIT.met : EXIT.notMet;
}

/** `-` only in the first lake, `+` only in the second, `~` in both and not the same. */
function lineOf({ zone, key, is, bytesA, bytesB }: Compared, { colorOf }: Cli): string {
  const paint = paintFor(colorOf('stdout'));
  const place = `${zone}/${printable(key)}`;
  if (is === 'only in a') return `${paint.bad(`- ${place}`)}\n`;
  if (is === 'only in b') return `${paint.good(`+ ${place}`)}\n`;
  const how =
    bytesA === bytesB ? 'same size, other bytes' : `${formatCount(bytesA ?? 0)} and ${formatCount(bytesB ?? 0)} bytes`;
  return `${paint.warn(`~ ${place}`)}   ${how}\n`;
}

function summaryOf(differences: readonly Compared[], same: number): string {
  const count = (wanted: Compared['is']): number => differences.filter(({ is }) => is === wanted).length;
  return [
    `${formatCount(count('only in a'))} only in the first`,
    `${formatCount(count('only in b'))} only in the second`,
    `${formatCount(count('different'))} different`,
    `${counted(same, 'object')} the same`,
  ].join('   ');
}
