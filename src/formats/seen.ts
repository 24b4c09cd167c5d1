import type { CsvDialect } from './csv-dialect.ts';
import type { CsvOptions } from './csv-options.ts';
import type { Decided } from './decide-format.ts';
import type { FileEnds } from './file-ends.ts';
import type { FileCompression } from './kinds/compressed.ts';
import type { FormatKind } from './kinds/format-kind.ts';
import type { TextEncoding } from './text-encoding.ts';

/** What detection saw of a file, and made of it. */
export interface Seen extends Decided {
  readonly path: string;
  readonly compression: FileCompression;
  readonly ends: FileEnds;
  /** The same inside its compression; undefined where that could not be looked into. */
  readonly plain: FileEnds | undefined;
  readonly byExtension: FormatKind | undefined;
  readonly encoding: TextEncoding | undefined;
  /** Whether the encoding was named by the user. */
  readonly saidEncoding: boolean;
  readonly dialect: CsvDialect | undefined;
  /** What was said of the dialect. */
  readonly csv: CsvOptions;
}
