import { UserError } from '../../core/errors.ts';
import { readEnds, type FileEnds } from '../file-ends.ts';
import type { VirusScanner } from './clamd.ts';
import { judgeEnds } from './judge-ends.ts';
import type { GatePolicy } from './policy.ts';
import { virusFindings } from './scan-for-viruses.ts';
import { verdictOf, type GateVerdict } from './verdict.ts';

export interface FileNames {
  /** The name in findings; default: the path. */
  readonly file?: string;
  /** Folders and name as stored, which the checks of names look at; default: the name in findings. */
  readonly key?: string;
}

/** A verdict on a file, and its length; null where it could not be read. */
export type FileVerdict = GateVerdict & { readonly bytes: number | null };

/**
 * The gate at quick depth on a local file, without an engine; with `scanner` clamd sees the whole file too. A file that
 * cannot be read is quarantined by a finding.
 */
export async function examineFile(
  path: string,
  policy: GatePolicy,
  { file = path, key = file, scanner }: FileNames & { readonly scanner?: VirusScanner | undefined } = {},
): Promise<FileVerdict> {
  const ends = await readableEnds(path, file);
  if (!('size' in ends)) return ends;
  const verdict = judgeEnds({ file, key, ends }, policy);
  if (!scanner) return { ...verdict, bytes: ends.size };
  const viruses = await virusFindings(path, file, scanner);
  const skipped = verdict.skipped.filter(({ check }) => check !== 'clamav');
  return { ...verdictOf(verdict.format, [...verdict.findings, ...viruses], skipped), bytes: ends.size };
}

/** The ends of a file, or the verdict on one that has none to be read. */
export async function readableEnds(path: string, file: string): Promise<FileEnds | FileVerdict> {
  try {
    return await readEnds(path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const findings = error.findings.map((finding) => ({ ...finding, file }));
    return { ...verdictOf(null, findings, [{ check: 'content', reason: 'the file cannot be read' }]), bytes: null };
  }
}
