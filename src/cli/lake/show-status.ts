import type { Effects } from '../../core/effects.ts';
import type { Finding } from '../../core/finding.ts';
import { isS3Url, parseLakeUrl } from '../../lake/s3/address.ts';
import { planBuckets } from '../../lake/s3/buckets/bucket-plan.ts';
import { findingsOfBuckets, lookAtBuckets } from '../../lake/s3/buckets/look-at-buckets.ts';
import { connectS3 } from '../../lake/s3/connection.ts';
import { lakeStatus } from '../../lake/status.ts';
import { ZONES, type Zone } from '../../lake/store.ts';
import type { Cli } from '../cli.ts';
import { printFindings } from '../failure.ts';
import type { LakeOptions } from './lake-options.ts';
import { envOf, lakeEffects, openLake } from './open-lake.ts';
import { renderStatus } from './render-status.ts';

/** Prints what is in a lake, and what of its buckets is not as planned. */
export async function showStatus(lake: string, options: LakeOptions, cli: Cli): Promise<void> {
  const { stdout, signal } = cli.io;
  await using store = await openLake(lake, { ...options, write: false }, cli);
  const { zones, findings } = isS3Url(lake)
    ? await bucketsOf(lake, { env: envOf(options), effects: lakeEffects(cli) })
    : { zones: ZONES, findings: [] };
  const status = await lakeStatus(store, { zones, signal });
  if (options.json) {
    stdout.write(`${JSON.stringify({ ...status, findings }, null, 2)}\n`);
    return;
  }
  stdout.write(renderStatus(status));
  await printFindings(findings, cli);
}

/** The zones whose buckets can be read, and what there is to say of the buckets. */
async function bucketsOf(
  lake: string,
  { env, effects }: { env: string; effects: Effects },
): Promise<{ zones: readonly Zone[]; findings: readonly Finding[] }> {
  using connection = await connectS3({ effects });
  const plans = planBuckets(parseLakeUrl(lake, { env }), { region: connection.region });
  const looks = await lookAtBuckets(connection, plans);
  const there = looks.filter(({ is }) => is === 'there');
  const readable = new Set(there.flatMap(({ plan }) => plan.zones.map(({ zone }) => zone)));
  return { zones: ZONES.filter((zone) => readable.has(zone)), findings: findingsOfBuckets(looks) };
}
