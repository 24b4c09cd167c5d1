import { openSession } from '../../duckdb/open-session.ts';
import type { VirusScanner } from '../../formats/gate/clamd.ts';
import { clearSession } from '../../formats/gate/full/clear-session.ts';
import { validateFile } from '../../formats/gate/full/validate-file.ts';
import type { GatePolicy } from '../../formats/gate/policy.ts';
import { foldersOf, openData } from '../../formats/open-data.ts';
import type { JudgedFile } from './judged-file.ts';

/** Judges files at full depth, one after the other, in one session. */
export interface FullDepth extends AsyncDisposable {
  judge(file: string, key: string): Promise<JudgedFile>;
}

interface FullDepthOptions {
  readonly files: readonly string[];
  /** A file whose columns are those expected, in place of the policy's. */
  readonly like: string | undefined;
  readonly policy: GatePolicy;
  readonly scanner: VirusScanner | undefined;
  readonly signal: AbortSignal;
}

export async function openFullDepth(options: FullDepthOptions): Promise<FullDepth> {
  const { files, like, scanner, signal } = options;
  const folders = await foldersOf([...files, ...(like === undefined ? [] : [like])]);
  const session = await openSession({ folders: [...new Set(folders)], signal });
  try {
    const policy = like === undefined ? options.policy : await policyLike(like);
    return { judge, [Symbol.asyncDispose]: () => session[Symbol.asyncDispose]() };

    async function judge(file: string, key: string): Promise<JudgedFile> {
      const { table, ...verdict } = await validateFile(session, file, { policy, key, into: 'gate', scanner });
      await clearSession(session);
      return { file, ...verdict, ...(table ? { rowCount: table.rowCount, columns: table.columns } : {}) };
    }
  } catch (error) {
    await session[Symbol.asyncDispose]();
    throw error;
  }

  async function policyLike(path: string): Promise<GatePolicy> {
    const { columns } = await openData(session, path, { into: 'like' });
    await clearSession(session);
    const expected = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
    return { ...options.policy, schema: { ...options.policy.schema, columns: expected } };
  }
}
