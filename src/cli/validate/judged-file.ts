import type { FileVerdict } from '../../formats/gate/examine-file.ts';

/** A verdict with the file as it is named. */
export type JudgedFile = FileVerdict & {
  readonly file: string;
  /** At full depth, of a file that was read. */
  readonly rowCount?: number;
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
};
