import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scanImports, type Import } from './scan-imports.ts';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A TypeScript file of the project; `path` is relative to its root, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** What a rule says of one place that breaks it: `file:line: what is wrong. What to do.` */
type Violation = string;
export type Rule = (files: readonly SourceFile[]) => Violation[];

/** A file from its text: for the project's own files, and for the literal ones that prove a rule can fail. */
export function sourceFile(path: string, text: string): SourceFile {
  return { path, text, imports: scanImports(text) };
}

/** All TypeScript files under these folders of the project, in order of path. */
export function projectFiles(...folders: readonly string[]): SourceFile[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      posix.join(folder, name.replaceAll('\\', '/')),
    ),
  );
  return paths
    .filter((path) => path.endsWith('.ts'))
    .toSorted()
    .map((path) => sourceFile(path, readFileSync(join(ROOT, path), 'utf8')));
}

/** The project path that a relative import leads to; undefined for a package. */
export function targetOf(file: SourceFile, { specifier }: Import): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file.path), specifier) : undefined;
}
