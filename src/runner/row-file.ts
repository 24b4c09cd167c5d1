import { userError } from '../core/errors.ts';
import type { Session } from '../duckdb/session.ts';
import type { Format } from '../formats/format.ts';
import { outputForm, type OutputForm } from '../formats/output-form.ts';
import type { RowQueryRequest } from '../quality/rows/row-request.ts';

/**
 * How row-level results are asked for that go to a file; its extension says the format. The file appears whole or not at
 * all. Throws a `UserError`: `FORMAT_UNKNOWN`.
 */
export function rowFile(
  path: string,
  { failedOnly }: { readonly failedOnly: boolean },
): (session: Session) => RowQueryRequest {
  const { format, compression } = writtenForm(path);
  return (session) => ({
    write: (rows) => format.write(session, rows, path, compression === undefined ? {} : { compression }),
    failedOnly,
    numberedTexts: format.name === 'parquet',
  });
}

function writtenForm(path: string): OutputForm & { readonly format: Format } {
  const { format, compression } = outputForm(path);
  if (format) return { format, compression };
  throw userError({
    code: 'FORMAT_UNKNOWN',
    message: `no format is known by the extension of ${path}`,
    file: path,
    expected: 'a path that ends in .parquet, .csv, .json, .ndjson, .arrow or .avro',
  });
}
