import type { FileSource } from '../dataset.ts';
import type { FileListing } from '../plan/plan.ts';
import type { Measurement } from './measurement.ts';
import { reasonOf } from './reason.ts';

/** The facts of files as rows: `path`, `size` in bytes, `modified` in milliseconds since 1970, `hash`. */
export async function listFiles(source: FileSource | undefined, { path, hash }: FileListing): Promise<Measurement> {
  if (source === undefined) {
    return { outcome: 'Error', failure: 'The rule judges files, and the data were not given as files.' };
  }
  try {
    const files = await source.list(path, { hash });
    return { rows: files.map((file) => ({ ...file, modified: file.modified.getTime(), hash: file.hash ?? null })) };
  } catch (error) {
    return { outcome: 'Failed', failure: reasonOf(error) };
  }
}
