import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ProbeContext, ProbeResult } from './probe.ts';

/** The vitest that tests of this folder would use. */
export async function probeVitest({ io }: ProbeContext): Promise<ProbeResult> {
  const version = await versionFrom(io.cwd);
  return {
    name: 'vitest',
    required: false,
    ok: version !== undefined,
    found: version ?? 'not installed here',
    hint: version === undefined ? 'For glue-replay/testing: npm install --save-dev vitest@4' : null,
  };
}

async function versionFrom(folder: string): Promise<string | undefined> {
  const manifest = await readFile(join(folder, 'node_modules/vitest/package.json'), 'utf8').catch(() => undefined);
  if (manifest !== undefined) return /"version":\s*"([^"]+)"/.exec(manifest)?.[1];
  return dirname(folder) === folder ? undefined : versionFrom(dirname(folder));
}
