import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { formatBytes } from '../../reports/amounts.ts';
import { existingParent } from './existing-parent.ts';
import type { ProbeContext, ProbeResult } from './probe.ts';

const LEAST_BYTES = 200_000_000;

/** Free space where the lake will be, and where DuckDB spills. */
export async function probeDisk({ lake }: ProbeContext): Promise<ProbeResult> {
  const [ofLake, ofTemp] = await Promise.all([freeBytes(await existingParent(lake)), freeBytes(tmpdir())]);
  const ok = Math.min(ofLake, ofTemp) >= LEAST_BYTES;
  return {
    name: 'disk space',
    required: true,
    ok,
    found: `${formatBytes(ofLake)} free for the lake, ${formatBytes(ofTemp)} for temporary files`,
    hint: ok ? null : `Make room: at least ${formatBytes(LEAST_BYTES)} each, and some times the size of the data.`,
  };
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
