import { targetOf, type Rule, type SourceFile } from './project-files.ts';

const PURE = ['src/quality/dqdl/', 'src/quality/fmt/', 'src/quality/lint/', 'src/quality/rules/'];
const SESSION = 'src/duckdb/session.ts';

/**
 * src/quality imports nothing of Node, but in files that take a Session; parsing, formatting, linting, planning and judging
 * (quality/dqdl, fmt, lint, rules) reach neither Node nor DuckDB by any way, so that they can run in an editor.
 */
export const pureQualityRule: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files.flatMap((file) => {
    if (PURE.some((folder) => file.path.startsWith(folder))) return impureWays(file, byPath);
    if (!file.path.startsWith('src/quality/') || takesSession(file)) return [];
    return file.imports
      .filter(({ specifier }) => specifier.startsWith('node:'))
      .map(({ specifier, line }) => `${file.path}:${line}: imports ${specifier}. Hand in what it needs as a value.`);
  });
};

function takesSession(file: SourceFile): boolean {
  return file.imports.some((entry) => targetOf(file, entry) === SESSION);
}

/** One violation for each import of `start` whose values lead to Node, or to a package other than none. */
function impureWays(start: SourceFile, byPath: ReadonlyMap<string, SourceFile>): string[] {
  return start.imports
    .filter(({ typeOnly }) => !typeOnly)
    .flatMap((entry) => {
      const target = targetOf(start, entry);
      const way = target === undefined ? [entry.specifier] : wayOut(target, byPath, new Set());
      if (way === undefined) return [];
      const names = (target === undefined ? way : [target, ...way]).join(' -> ');
      return [`${start.path}:${entry.line}: reaches ${names}. Import only its types, or move the code to measuring.`];
    });
}

/** The rest of a chain of value imports that ends at a module that is no file of ours. */
function wayOut(path: string, byPath: ReadonlyMap<string, SourceFile>, seen: Set<string>): string[] | undefined {
  const file = byPath.get(path);
  if (!file || seen.has(path)) return undefined;
  seen.add(path);
  for (const entry of file.imports) {
    if (entry.typeOnly) continue;
    const target = targetOf(file, entry);
    if (target === undefined) return [entry.specifier];
    const rest = wayOut(target, byPath, seen);
    if (rest) return [target, ...rest];
  }
  return undefined;
}
