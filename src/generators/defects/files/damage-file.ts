import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dialectOf } from '../../../formats/csv-dialect.ts';
import type { FormatName } from '../../../formats/format.ts';
import { defectError } from '../defect-kind.ts';
import type { FileDamage, FileLabel, FileSite, WrittenFile } from './file-damage.ts';
import type { PlannedFileDefect } from './plan-file-defects.ts';

export interface DamageFileOptions extends WrittenFile {
  /** Undefined where the file is of no known format: then only bytes and names can be damaged. */
  readonly format: FormatName | undefined;
  readonly dataset: string;
  /** 1-based rows that bear a label already. */
  readonly taken: ReadonlySet<number>;
  /** Stops the work. */
  readonly signal?: AbortSignal | undefined;
}

/** A label of damage to a file, with the defect that it is of. */
export interface FileDefectLabel extends FileLabel {
  readonly object: string;
  readonly index: number;
  readonly kind: string;
  readonly label: string | null;
}

/**
 * Damages a file in place, reading and writing it piece by piece; gives the files there are then (one more, beside it,
 * where it is delivered twice) under the names they are to have, and a label for each damage.
 */
export async function damageFile(
  planned: readonly PlannedFileDefect[],
  { path, format, dataset, taken, signal, ...options }: DamageFileOptions,
): Promise<{ readonly files: readonly WrittenFile[]; readonly labels: readonly FileDefectLabel[] }> {
  const object = planned.reduce(
    (name, { damage }) => (damage.target === 'name' ? damage.nameOf(name) : name),
    options.object,
  );
  const files: WrittenFile[] = [{ path, object }];
  const labels: FileDefectLabel[] = [];
  for (const { damage, seed, ...defect } of planned) {
    const label = (text: FileLabel, of = object) => void labels.push({ ...defect, object: of, ...text });
    if (damage.target === 'content') {
      await rewrite(damage, { path, object, format, dataset, taken, seed, label, signal, kind: defect.kind });
    } else if (damage.target === 'name') {
      label({ before: options.object, after: object });
    } else {
      const copy = { path: `${path}.copy`, object: damage.nameOf(object) };
      await copyFile(path, copy.path);
      files.push(copy);
      label({ before: object, after: copy.object }, copy.object);
    }
  }
  return { files, labels };
}

type RewriteOptions = DamageFileOptions & Pick<FileSite, 'seed' | 'label'> & { readonly kind: string };

async function rewrite(damage: Extract<FileDamage, { target: 'content' }>, options: RewriteOptions): Promise<void> {
  const { path, object, format, dataset, kind, seed, label, taken, signal } = options;
  const refuse: FileSite['refuse'] = (problem) =>
    defectError(dataset, {
      code: 'DEFECT_FILE_UNFIT',
      file: object,
      ...problem,
      message: `${kind}: ${problem.message}`,
    });
  const isCsv = format === 'csv' || format === 'tsv';
  const isText = isCsv || format === 'json' || format === 'ndjson';
  if (damage.needs === 'csv' ? !isCsv : damage.needs === 'text' && !isText) {
    const expected = damage.needs === 'csv' ? 'a CSV file' : 'a text file: CSV or JSON';
    throw refuse({ message: 'the file cannot be damaged so', found: format ?? 'no known format', expected });
  }
  const delimiter = damage.needs === 'csv' ? (await dialectOf({ path, object })).delimiter : ',';
  const site: FileSite = { bytes: (await stat(path)).size, delimiter, seed, taken, label, refuse, chunks };
  const made = `${path}.damaged`;
  try {
    await pipeline(Readable.from(damage.rewrite(site)), createWriteStream(made), signal ? { signal } : {});
    await rename(made, path);
  } finally {
    await rm(made, { force: true });
  }

  function chunks(): AsyncIterable<Uint8Array> {
    return createReadStream(path, { highWaterMark: 1 << 20 });
  }
}
