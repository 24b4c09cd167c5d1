/** A file that was written, and its object's name. */
export interface WrittenFile {
  readonly path: string;
  readonly object: string;
}

/** What a damage knows of the file as it finds it. */
export interface FileSite {
  readonly bytes: number;
  /** Of CSV; a comma for other formats. */
  readonly delimiter: string;
  /** What is random follows from it. */
  readonly seed: bigint;
  /** Rows that bear a label already: they are not damaged once more. */
  readonly taken: ReadonlySet<number>;
  /** Reads the file from its beginning. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
  /** Leaves a label. */
  readonly label: (label: FileLabel) => void;
  /** Refuses the damage. */
  readonly refuse: (problem: { readonly message: string; readonly found: string; readonly expected: string }) => Error;
}

export interface FileLabel {
  /** 1-based row, for what damages single rows. */
  readonly row?: number;
  readonly before: string | null;
  readonly after: string | null;
}

/** Other bytes: text first, then its encoding, then bytes whatever they mean. */
interface ContentDamage {
  readonly target: 'content';
  readonly phase: 'rows' | 'delimiter' | 'header' | 'encoding' | 'block' | 'end' | 'all';
  /** What it can be done to. */
  readonly needs: 'csv' | 'text' | 'any';
  /** Rows are lost whose labels would then not be true. */
  readonly losesRows: boolean;
  /** The bytes after it. */
  readonly rewrite: (site: FileSite) => AsyncIterable<Uint8Array>;
}

/** Another name, or a second file of the same bytes, by the name of the object. */
interface NameDamage {
  readonly target: 'name' | 'copy';
  readonly nameOf: (object: string) => string;
}

export type FileDamage = ContentDamage | NameDamage;

/** The order in which damage is done, wherever it stands in the list: none undoes or blinds what comes after it. */
export const DAMAGE_ORDER: readonly string[] = [
  'rows',
  'delimiter',
  'header',
  'encoding',
  'block',
  'end',
  'all',
  'name',
  'copy',
];
