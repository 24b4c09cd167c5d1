import type { Session } from '../../duckdb/session.ts';
import { NOT_FILES, type FileFacts, type FileFilter, type FileSource } from '../file-source.ts';
import type { FileListing } from '../plan/plan.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { matchingPaths } from './matching-paths.ts';
import type { Measurement } from './measurement.ts';
import { reasonOf } from './reason.ts';

/** The facts of files as rows: `path`, `size` in bytes, `modified` in milliseconds since 1970, `hash`. */
export async function listFiles(
  session: Session,
  source: FileSource | undefined,
  { path, filters, hash }: FileListing,
): Promise<Measurement> {
  if (source === undefined) return failed(NOT_FILES);
  try {
    let files = await source.list(path);
    if (isRefusal(files)) return failed(files);
    for (const filter of filters) files = await keep(session, files, filter);
    const rows = [];
    for (const file of files) {
      const digest = hash === undefined ? null : await source.hash(file, hash);
      rows.push({ path: file.path, size: file.size, modified: file.modified.getTime(), hash: digest });
    }
    return { rows };
  } catch (error) {
    return { outcome: 'Error', failure: `The files could not be read: ${reasonOf(error)}` };
  }
}

function failed({ outcome, reason }: Refusal): Measurement {
  return { outcome, failure: reason };
}

async function keep(session: Session, files: readonly FileFacts[], filter: FileFilter): Promise<readonly FileFacts[]> {
  if (filter.kind === 'recentFiles') return mostRecent(files, filter.count);
  const paths = new Set(
    await matchingPaths(
      session,
      files.map(({ path }) => path),
      filter.pattern,
    ),
  );
  return files.filter(({ path }) => paths.has(path));
}

/** Of files modified at the same moment the first by path; what is kept stays in the order of paths. */
function mostRecent(files: readonly FileFacts[], count: number): readonly FileFacts[] {
  const byAge = files.toSorted((a, b) => b.modified.getTime() - a.modified.getTime());
  const kept = new Set(byAge.slice(0, count));
  return files.filter((file) => kept.has(file));
}
