import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath, resolve } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { messageOf, userError, type UserError } from '../core/errors.ts';
import { DuckDBSession } from './duckdb-session.ts';
import type { Session } from './session.ts';
import { sql } from './sql.ts';

export interface SessionOptions {
  /** The only folders that statements can read or write, besides the session's scratch folder. */
  readonly folders?: readonly string[];
  /** Single files that statements can read, where their whole folder is too much. */
  readonly files?: readonly string[];
  /** Default: DuckDB's own (80 % of memory). For example `2GB`. What is more is spilled to the scratch folder. */
  readonly memoryLimit?: string;
  /** The share of the free disk that may be spilled to, above 0 to 1; default: DuckDB's own, 0.9. */
  readonly diskShare?: number;
  /** How long a statement with SQL of a user's may take (see {@link Session.limits}); default 60. */
  readonly seconds?: number;
  /** Default: DuckDB's own (one a core). */
  readonly threads?: number;
  /**
   * Interrupts the statement that runs, and refuses those after it, with the signal's reason. With
   * `AbortSignal.timeout(ms)` the session has a time limit.
   */
  readonly signal?: AbortSignal;
}

/**
 * Opens a session: time zone UTC, nothing outside `folders` and `files` to be read or written, no network, no
 * extension to be loaded and no setting to be changed by any later statement. Throws a `UserError`
 * `TEMP_FOLDER_UNUSABLE` (exit code 3) or `SESSION_OPTION_INVALID`.
 */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const scratch = await makeScratch(tmpdir());
  try {
    return await openIn(scratch, options);
  } catch (error) {
    await rm(scratch, { recursive: true, force: true });
    throw error;
  }
}

/** A new folder, in which a block was written to see that the disk has room. */
async function makeScratch(parent: string): Promise<string> {
  let scratch: string | undefined;
  try {
    scratch = await mkdtemp(joinPath(parent, 'glue-replay-'));
    const probe = joinPath(scratch, 'probe');
    await writeFile(probe, Buffer.alloc(4096));
    await rm(probe);
    return scratch;
  } catch (error) {
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
    throw userError(
      {
        code: 'TEMP_FOLDER_UNUSABLE',
        message: `the folder for temporary files cannot be written: ${messageOf(error)}`,
        file: parent,
        hint: 'Make room or correct its permissions, or name another folder in the environment variable TMPDIR.',
      },
      { exitCode: 3, cause: error },
    );
  }
}

async function openIn(scratch: string, options: SessionOptions): Promise<Session> {
  const { memoryLimit, threads, diskShare, seconds = 60, signal = new AbortController().signal } = options;
  const instance = await DuckDBInstance.create(':memory:', {
    temp_directory: scratch,
    ...(memoryLimit === undefined ? {} : { memory_limit: memoryLimit }),
    ...(diskShare === undefined ? {} : { max_temp_directory_size: await shareOfDisk(scratch, diskShare) }),
    ...(threads === undefined ? {} : { threads: String(threads) }),
  }).catch((error: unknown) => {
    throw badOption(error, options);
  });
  const connection = await instance.connect();
  const folders = [scratch, ...(options.folders ?? [])].map((folder) => resolve(folder));
  const files = (options.files ?? []).map((file) => resolve(file));
  const settings = [
    sql`set timezone = 'UTC'`,
    sql`set allowed_directories = [${folders}]`,
    sql`set allowed_paths = [${files}]`,
    sql`set enable_progress_bar = true`,
    sql`set enable_progress_bar_print = false`,
    sql`set autoinstall_known_extensions = false`,
    sql`set autoload_known_extensions = false`,
    sql`set enable_external_access = false`,
    sql`set lock_configuration = true`,
  ];
  for (const setting of settings) await connection.run(setting.text);
  const limits = { seconds: Math.min(seconds, LONGEST_TIMER), memory: await memoryLimitOf(connection) };
  return new DuckDBSession({ instance, connection, scratch, signal, limits });
}

/** In seconds: longer ones end at once. */
const LONGEST_TIMER = 2_000_000;

async function shareOfDisk(folder: string, share: number): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  return `${Math.floor(bavail * bsize * share)}B`;
}

/** In bytes. DuckDB says it as `1.8 GiB`. */
async function memoryLimitOf(connection: DuckDBConnection): Promise<number> {
  const result = await connection.runAndReadAll(`select current_setting('memory_limit')`);
  const [, amount, unit = ''] = /^([\d.]+) (\w+)$/.exec(String(result.getRows()[0]?.[0])) ?? [];
  return Number(amount) * 1024 ** Math.max(0, UNITS.indexOf(unit));
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

function badOption(error: unknown, { memoryLimit, threads }: SessionOptions): UserError {
  return userError(
    {
      code: 'SESSION_OPTION_INVALID',
      message: `DuckDB does not take the memory limit or the number of threads: ${messageOf(error)}`,
      found: JSON.stringify({ memoryLimit, threads }),
      expected: 'a memory limit such as 2GB, and at least one thread',
    },
    { cause: error },
  );
}
