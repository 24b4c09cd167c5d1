import { createHash } from 'node:crypto';
import { UserError } from '../../core/errors.ts';
import type { HashAlgorithm } from '../../quality/file-source.ts';
import type { Refusal } from '../../quality/refusal.ts';

/** The hash of a stream's bytes in lower-case hexadecimal; no more than a piece of it is in memory. */
export async function hashOf(chunks: AsyncIterable<Uint8Array>, algorithm: HashAlgorithm): Promise<string> {
  const hash = createHash(algorithm.replace('-', ''));
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

/** Why a rule cannot name this path: it is on a service that this version does not read. */
export function remoteRefusal(path: string): Refusal | undefined {
  const [, scheme] = /^([a-z][a-z0-9+.-]+):\/\//i.exec(path) ?? [];
  if (scheme === undefined) return undefined;
  return { outcome: 'Error', reason: `${path} is not read by this version: rules on files take local paths.` };
}

/** What the action gives; where the path is wrong, that as the reason of a rule. */
export async function orRefusal<T extends object>(action: () => Promise<T | Refusal>): Promise<T | Refusal> {
  try {
    return await action();
  } catch (error) {
    const finding = error instanceof UserError ? error.findings[0] : undefined;
    if (finding === undefined) throw error;
    const place = finding.file === undefined ? '' : `: ${finding.file}`;
    return { outcome: 'Failed', reason: `${capitalized(finding.message)}${place}` };
  }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
