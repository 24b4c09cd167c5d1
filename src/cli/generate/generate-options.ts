import type { Compression, FormatName } from '../../formats/format.ts';
import type { Size } from '../../generators/sets.ts';

/** The options of `glue-replay generate`, as commander hands them over. */
export interface GenerateCommandOptions {
  readonly out?: string;
  readonly rows?: RowSpan;
  readonly size?: Size;
  readonly seed: number;
  readonly clock: Date;
  readonly format?: FormatName;
  readonly compression?: Compression;
  readonly partitionBy?: string[];
  readonly defects?: string;
  readonly labels?: string;
  readonly rules?: true;
  readonly list?: true;
  readonly like?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly printRecipe?: true;
}

/** Which rows: so many from the first, or those of a range. */
export interface RowSpan {
  readonly from: number;
  readonly rows: number;
}
