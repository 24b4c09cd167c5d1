import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { UserError, userError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { Session } from '../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { detectFile } from '../../formats/detect-file.ts';
import type { Compression, FormatName, SourceFile } from '../../formats/format.ts';
import { plainFile } from '../../formats/plain/plain-file.ts';
import { writeAtomically } from '../../formats/write-atomically.ts';
import { damageFile } from './files/damage-file.ts';
import { planFileDefects } from './files/plan-file-defects.ts';
import { injectDefects } from './inject-defects.ts';
import { LABEL_COLUMNS } from './labels.ts';
import { concerns } from './object-name.ts';
import { readClean, SOURCE_ROW } from './read-clean.ts';
import { addLabels, doneOf, moveInPlace, writeDamaged, writeLabels, type Written } from './write-damaged.ts';
import { levelOf } from './registry.ts';
import type { Defect } from './schema.ts';
import { writeRecordTexts } from './write-records.ts';

export interface CorruptFileOptions {
  /** The file to be damaged, which stays as it is. */
  readonly input: string;
  /** Where to write; a defect may give the file another name in the same folder. */
  readonly path: string;
  /** The name of the written file in the labels. */
  readonly object: string;
  /** Default: the format of the input. */
  readonly format?: FormatName;
  /** What `path` is to be compressed by: a compressed file that is damaged as a whole stays so. */
  readonly compression?: Compression;
  readonly dataset: string;
  readonly defects: readonly Defect[];
  readonly seed: number | bigint | string;
  /** Where to write the labels as Parquet. Default: nowhere. */
  readonly labelsPath?: string;
  /** Stops work on the bytes of the file; statements are stopped by the session's own. */
  readonly signal?: AbortSignal;
}

/** What was done to a file. */
export interface Corrupted extends Written {
  /** The rows of the damaged file; undefined where only its bytes were damaged, without reading them. */
  readonly rows?: number;
  /** What was noticed in the input. */
  readonly findings: readonly Finding[];
}

/**
 * Damages a copy of a file of any format that is read. What is not damaged keeps its value; in CSV and JSON its text
 * too, and a CSV file its delimiter. Where only the file as a whole is damaged it is not read as data. Throws a `UserError` for what
 * cannot be done; the files at `path` and `labelsPath` are whole or as they were.
 */
export async function corruptFile(session: Session, options: CorruptFileOptions): Promise<Corrupted> {
  const { input, defects, object } = options;
  const detected = await detectFile(input);
  const format = detected.format?.name;
  const isCompressed = detected.compression !== 'none';
  const staysSo = isCompressed === (options.compression !== undefined);
  const asItIs = staysSo && (options.format === undefined || options.format === format);
  const isOfFile = planFileDefects(defects, options).length === defects.filter((one) => concerns(one, object)).length;
  if (isOfFile && asItIs) return corruptBytes(session, isCompressed ? undefined : format, options);
  const errors = detected.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0 || format === undefined) throw new UserError(errors);
  if (options.compression !== undefined) throw notCompressed(options);
  const source = { path: input, object: input };
  const plain = await plainFile(session, source, { text: detected.format?.text ?? false });
  try {
    const done = await corruptRows(session, {
      ...options,
      file: plain.file,
      from: format,
      to: options.format ?? format,
    });
    return { ...done, findings: [...plain.findings, ...done.findings] };
  } finally {
    await plain.dispose();
  }
}

function notCompressed({ path, compression }: CorruptFileOptions): UserError {
  return userError({
    code: 'COMPRESSION_UNKNOWN',
    message: `damaged data are not compressed by ${compression}: the damage is done to the bytes of the file`,
    file: path,
    hint: 'Compress the file afterwards.',
  });
}

async function corruptBytes(
  session: Session,
  format: FormatName | undefined,
  options: CorruptFileOptions,
): Promise<Corrupted> {
  const folder = await mkdtemp(joinPath(session.scratch, 'corrupt-'));
  const labels = id(`${options.dataset} labels`);
  try {
    const path = joinPath(folder, 'file');
    await copyFile(options.input, path);
    const planned = planFileDefects(options.defects, options);
    const damaged = await damageFile(planned, { ...options, format, path, taken: new Set() });
    const columns = LABEL_COLUMNS.map(({ name, type }) => sql`null::${raw(type)} as ${id(name)}`);
    await session.run(sql`create or replace table ${labels} as select ${join(columns)} limit 0`);
    await addLabels(session, labels, options.dataset, damaged.labels);
    await writeLabels(session, labels, options.labelsPath);
    const files = await moveInPlace(session, damaged.files, options.path);
    return { files, labelled: damaged.labels.length, done: doneOf(planned, damaged.labels), findings: [] };
  } finally {
    await session.run(sql`drop table if exists ${labels}`);
    await rm(folder, { recursive: true, force: true });
  }
}

interface RowsOptions {
  /** The input, decompressed and in UTF-8. */
  readonly file: SourceFile;
  readonly from: FormatName;
  readonly to: FormatName;
}

async function corruptRows(
  session: Session,
  { file, from, to, ...options }: CorruptFileOptions & RowsOptions,
): Promise<Corrupted> {
  const clean = await readClean(session, {
    file,
    format: from === 'tsv' ? 'csv' : from,
    into: `${options.dataset} clean`,
    asText: to === 'csv' || to === 'tsv',
  });
  const { table, columns, isText: keepText } = clean;
  const keepRecords = (from === 'json' || from === 'ndjson') && to === from && !damagesTable(options);
  const carry = keepRecords ? { carry: SOURCE_ROW } : {};
  const injected = await injectDefects(session, { ...options, ...carry, table, columns, keepText });
  try {
    const write = keepText
      ? { write: textWriter(session, to === 'tsv' ? '\t' : from === 'csv' ? clean.delimiter : ',') }
      : keepRecords
        ? { write: (_: Sql, path: string) => writeRecordTexts(session, { file, format: from, injected, path }) }
        : {};
    const written = await writeDamaged(session, injected, { ...options, ...write, format: to });
    return { ...written, rows: injected.rows, findings: clean.findings };
  } finally {
    for (const made of [injected.relation, injected.labels]) await session.run(sql`drop table if exists ${made}`);
  }
}

/** All records are then other ones. */
function damagesTable({ defects, object }: CorruptFileOptions): boolean {
  return defects.some((one) => concerns(one, object) && levelOf(one.kind) === 'table');
}

/** Writes texts with the delimiter that the file had, or that of the format. */
function textWriter(session: Session, delimiter = ',') {
  return (query: Sql, path: string): Promise<void> =>
    writeAtomically(session, path, (target) =>
      session.run(sql`copy (${query}) to ${target} (format csv, header true, delimiter ${delimiter})`),
    );
}
