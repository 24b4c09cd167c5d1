import { onTestFinished } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { END_BYTES, type FileEnds } from '../../../src/formats/file-ends.ts';
import { validateFile, type ValidatedFile } from '../../../src/formats/gate/full/validate-file.ts';
import { judgeEnds } from '../../../src/formats/gate/judge-ends.ts';
import { policyOf, type PartialPolicy } from '../../../src/formats/gate/policy.ts';
import type { GateVerdict } from '../../../src/formats/gate/verdict.ts';
import { tempFolder } from '../../temp-folder.ts';

/** In two halves: no file of the repository has the string. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export function endsOf(content: string | Uint8Array): FileEnds {
  const bytes = Buffer.from(content);
  return { head: bytes.subarray(0, END_BYTES), tail: bytes.subarray(-END_BYTES), size: bytes.length };
}

/** The verdict of quick depth on some content. */
export function quick(content: string | Uint8Array, name = 'in/a.csv', policy: PartialPolicy = {}): GateVerdict {
  return judgeEnds({ file: name, ends: endsOf(content) }, policyOf(policy));
}

/** The codes of its findings. */
export function quickCodes(content: string | Uint8Array, name?: string, policy?: PartialPolicy): string[] {
  return quick(content, name, policy).findings.map(({ code }) => code);
}

/** The verdict of full depth on a file of that content, which is gone at the end of the test. */
export async function full(
  content: string | Uint8Array,
  name = 'a.csv',
  policy: PartialPolicy = {},
): Promise<ValidatedFile> {
  const folder = await tempFolder();
  const session = await openSession({ folders: [folder.path] });
  onTestFinished(async () => {
    await session[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });
  const path = await folder.write(name, content);
  return validateFile(session, path, { policy: policyOf({ depth: 'full', ...policy }), file: name, into: 'gate' });
}

export async function fullCodes(
  content: string | Uint8Array,
  name?: string,
  policy?: PartialPolicy,
): Promise<string[]> {
  return (await full(content, name, policy)).findings.map(({ code }) => code);
}
