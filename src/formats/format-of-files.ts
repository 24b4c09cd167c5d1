import { UserError, userError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { detectFile } from './detect-file.ts';
import type { Format, FormatName, ReadOptions, SourceFile } from './format.ts';
import { formatNamed } from './registry.ts';

/** The one format of all files; where some file cannot be told, or they differ, that stops the reading. */
export async function commonFormat(
  files: readonly SourceFile[],
  { encoding, csv }: ReadOptions = {},
): Promise<{ format: Format; findings: Finding[] }> {
  const findings: Finding[] = [];
  const formats = new Map<Format, string>();
  for (const { path } of files) {
    const detected = await detectFile(path, {
      ...(encoding === undefined ? {} : { encoding }),
      ...(csv ? { csv } : {}),
    });
    findings.push(...detected.findings);
    if (!detected.format) continue;
    const format = formatNamed(detected.format.name);
    if (!formats.has(format)) formats.set(format, path);
  }
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new UserError(errors);
  // Both are read as what they are.
  if (formats.has(formatNamed('csv'))) formats.delete(formatNamed('tsv'));
  const [format, other] = formats.keys();
  if (format && !other) return { format, findings };
  if (format) throw formatsMixed([...formats].map(([{ name }, path]) => [name, path]));
  throw userError({ code: 'FILES_NO_MATCH', message: 'no path was given', expected: 'the path of a file' });
}

/** Files of one data set that are not of one format; a file of each is named. */
export function formatsMixed(files: readonly (readonly [FormatName, string])[]): UserError {
  return userError({
    code: 'FORMATS_MIXED',
    message: 'the files are of different formats',
    expected: 'files of one format: name them by a pattern such as "*.csv"',
    found: files.map(([name, path]) => `${name}: ${path}`).join(', '),
  });
}
