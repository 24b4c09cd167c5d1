import type { Refusal } from './refusal.ts';

/** Files, for the rules that judge these rather than their rows. */
export interface FileSource {
  /**
   * The files of a path (a file, a folder, a glob), those of the primary relation where it is undefined, in the order of
   * their paths; or why there are none.
   */
  list(path: string | undefined): Promise<readonly FileFacts[] | Refusal>;
  /** The hash of a file that was listed, in lower-case hexadecimal. */
  hash(file: FileFacts, algorithm: HashAlgorithm): Promise<string>;
}

export interface FileFacts {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
}

export const HASH_ALGORITHMS = ['MD5', 'SHA-1', 'SHA-256'] as const;
export type HashAlgorithm = (typeof HASH_ALGORITHMS)[number];

/** Keeps some of the files: the most recent ones, or those whose path has a match of a Java regular expression. */
export type FileFilter =
  { readonly kind: 'recentFiles'; readonly count: number } | { readonly kind: 'uriRegex'; readonly pattern: string };

/** Which files are wanted, and what of them. */
export interface FileQuery {
  /** Undefined for the files of the data. */
  readonly path: string | undefined;
  /** In the order in which they are applied. */
  readonly filters: readonly FileFilter[];
  /** Undefined where no hash is needed. */
  readonly hash: HashAlgorithm | undefined;
}

/** What a rule on the files of the data comes to where these are none. */
export const NOT_FILES: Refusal = {
  outcome: 'Error',
  reason: 'The rule judges files, and the data were not given as files.',
};

/** The query in words, for the printed plan. */
export function describeFiles({ path, filters, hash }: FileQuery): string {
  const kept = filters.map((filter) =>
    filter.kind === 'recentFiles' ? `the ${filter.count} most recent` : `those with ${JSON.stringify(filter.pattern)}`,
  );
  return [`files of ${path ?? 'the data'}`, ...kept, ...(hash === undefined ? [] : [`with ${hash}`])].join(', ');
}
