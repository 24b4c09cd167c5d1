import { detectFile, type Detection } from '../../formats/detect-file.ts';
import { findFiles } from '../../formats/find-files.ts';
import { formatNamed } from '../../formats/registry.ts';
import { paintFor } from '../../reports/paint.ts';
import type { Cli } from '../cli.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printFindings } from '../failure.ts';
import type { DetectCommandOptions } from './detect-options.ts';
import { detectionLines, detectionRecord } from './render-detection.ts';

/** Prints what each file is. Ends with 1 where some file is none that can be read. */
export async function detectFiles(
  paths: readonly string[],
  { fallback, json }: DetectCommandOptions,
  cli: Cli,
): Promise<ExitCode> {
  const { stdout, signal } = cli.io;
  const options = fallback === undefined ? {} : { fallback: formatNamed(fallback).name };
  let readable = true;
  for (const file of await filesOf(paths)) {
    signal.throwIfAborted();
    const detection = await detectFile(file, options);
    readable &&= isReadable(detection);
    if (json) {
      stdout.write(`${JSON.stringify(detectionRecord(file, detection))}\n`);
      continue;
    }
    stdout.write(`${detectionLines(file, detection, paintFor(cli.colorOf('stdout'))).join('\n')}\n`);
    await printFindings(detection.findings, cli);
  }
  return readable ? EXIT.met : EXIT.notMet;
}

async function filesOf(paths: readonly string[]): Promise<ReadonlySet<string>> {
  const files = new Set<string>();
  for (const path of paths) for (const file of await findFiles(path, { anyKind: true })) files.add(file);
  return files;
}

function isReadable({ format, findings }: Detection): boolean {
  return format !== undefined && findings.every(({ severity }) => severity !== 'error');
}
