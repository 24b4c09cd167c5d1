import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../../core/errors.ts';
import { existingParent } from './existing-parent.ts';
import type { ProbeContext, ProbeResult } from './probe.ts';

export async function probeTempFolder(_context: ProbeContext): Promise<ProbeResult> {
  return writable('temporary folder', tmpdir(), 'Point TMPDIR at a folder that may be written to.');
}

/** A lake that is not there yet is made where its nearest existing parent is. Nothing is left behind. */
export async function probeLakeFolder({ lake }: ProbeContext): Promise<ProbeResult> {
  return writable(
    'lake folder',
    await existingParent(lake),
    'Name another folder with --lake, or change its permissions.',
  );
}

async function writable(name: string, folder: string, hint: string): Promise<ProbeResult> {
  try {
    const probe = await mkdtemp(join(folder, '.glue-replay-doctor-'));
    try {
      await writeFile(join(probe, 'probe'), 'x');
    } finally {
      await rm(probe, { recursive: true, force: true });
    }
    return { name, required: true, ok: true, found: `${folder} can be written to`, hint: null };
  } catch (error) {
    return { name, required: true, ok: false, found: messageOf(error), hint };
  }
}
