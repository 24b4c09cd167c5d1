import { realpath } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { userError } from '../../core/errors.ts';
import { readYamlFile } from '../../core/yaml.ts';
import { openSession } from '../../duckdb/open-session.ts';
import { outputForm } from '../../formats/output-form.ts';
import { corruptFile, type Corrupted } from '../../generators/defects/corrupt-file.ts';
import { landedNames } from '../../generators/defects/object-name.ts';
import { defectsSchema, type Defect } from '../../generators/defects/schema.ts';
import { alignRows } from '../../reports/align.ts';
import { counted, formatCount } from '../../reports/amounts.ts';
import type { Cli } from '../cli.ts';
import { checkLabels } from '../labels-path.ts';
import { printFindings } from '../failure.ts';
import { makeFolderOf } from '../write-output.ts';
import type { CorruptCommandOptions } from './corrupt-options.ts';
import { doneRows } from './done-rows.ts';

/** Writes a damaged copy of a file and says what was done, by defect. */
export async function corrupt(file: string, options: CorruptCommandOptions, cli: Cli): Promise<void> {
  const { io } = cli;
  const { out, labels } = options;
  const defects = await readYamlFile(options.defects, defectsSchema);
  const input = resolve(io.cwd, file);
  const path = resolve(io.cwd, out);
  await refuseInput(input, [...landedNames(path, defects), ...(labels === undefined ? [] : [resolve(io.cwd, labels)])]);
  if (labels !== undefined) checkLabels(labels);
  const targets = [out, ...(labels === undefined ? [] : [labels])];
  for (const target of targets) await makeFolderOf(target, io);
  const folders = [file, ...targets].map((one) => dirname(resolve(io.cwd, one)));
  await using session = await openSession({ folders, signal: io.signal });
  const form = outputForm(out);
  const format = options.format ?? form.format?.name;
  const done = await corruptFile(session, {
    input,
    path,
    object: basename(out),
    ...(format === undefined ? {} : { format }),
    ...(form.compression === undefined ? {} : { compression: form.compression }),
    dataset: basename(file, extname(file)),
    defects,
    seed: options.seed,
    signal: io.signal,
    ...(labels === undefined ? {} : { labelsPath: resolve(io.cwd, labels) }),
  });
  await printFindings(done.findings, cli);
  if (options.json) io.stdout.write(`${JSON.stringify(asJson(done, defects, cli))}\n`);
  else print(done, defects, cli);
}

function print(done: Corrupted, defects: readonly Defect[], { io }: Cli): void {
  const rows = doneRows(done.done, defects).map(({ kind, column, count, unit }) => [
    { text: kind },
    { text: column ?? '' },
    { text: formatCount(count), align: 'right' as const },
    { text: unit },
  ]);
  if (rows.length > 0) io.stdout.write(`${alignRows(rows).join('\n')}\n`);
  const files = done.files.map(({ path }) => shown(path, io.cwd)).join(' and ');
  const what = done.rows === undefined ? 'written to' : `${counted(done.rows, 'row')} written to`;
  io.stderr.write(`${what} ${files}, ${counted(done.labelled, 'label')}\n`);
}

function asJson(done: Corrupted, defects: readonly Defect[], { io }: Cli): unknown {
  return {
    rows: done.rows ?? null,
    labels: done.labelled,
    files: done.files.map(({ path }) => shown(path, io.cwd)),
    defects: doneRows(done.done, defects),
  };
}

function shown(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short.startsWith('..') ? path : short;
}

/** The file to be damaged is not written over, by whatever name it is called. */
async function refuseInput(input: string, targets: readonly string[]): Promise<void> {
  const own = await realpath(input).catch(() => input);
  for (const target of targets) {
    const same = await realpath(target).catch(() => undefined);
    if (same !== own && join(target) !== input) continue;
    throw userError({
      code: 'OUTPUT_IS_INPUT',
      message: 'the file to be damaged would be written over',
      file: target,
      expected: 'another path',
    });
  }
}
