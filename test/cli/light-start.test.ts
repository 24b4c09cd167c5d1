import { expect, test } from 'vitest';
import { blankOut } from '../architecture/blank-out.ts';
import { projectFiles, targetOf, type SourceFile } from '../architecture/project-files.ts';

const STATIC = /\bimport\b(?!\s*\()/;

/** What is loaded before a command is called: all but `import type` and `import()`. */
function loadedFrom(start: string): { files: string[]; packages: string[] } {
  const byPath = new Map(projectFiles('src').map((file) => [file.path, file]));
  const files = new Set<string>();
  const packages = new Set<string>();
  const queue = [start];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const file = byPath.get(path);
    if (!file || files.has(path)) continue;
    files.add(path);
    for (const entry of file.imports) {
      if (entry.typeOnly || isDynamic(file, entry.line)) continue;
      const target = targetOf(file, entry);
      if (target === undefined) packages.add(entry.specifier);
      else queue.push(target);
    }
  }
  return {
    files: [...files].toSorted(),
    packages: [...packages].filter((name) => !name.startsWith('node:')).toSorted(),
  };
}

function isDynamic(file: SourceFile, line: number): boolean {
  const text = blankOut(file.text).split('\n')[line - 1] ?? '';
  return /\bimport\s*\(/.test(text) && !STATIC.test(text);
}

test('starting up loads commander and picocolors, and nothing heavy', () => {
  const { files, packages } = loadedFrom('src/cli/main.ts');
  expect(packages).toEqual(['commander', 'picocolors']);
  expect(files.filter((path) => !/^src\/(cli|core|reports)\//.test(path))).toEqual(['src/duckdb/duckdb-error.ts']);
});

test('the definitions of all commands are loaded, what they do is not', () => {
  const { files } = loadedFrom('src/cli/main.ts');
  expect(files).toContain('src/cli/commands/run.ts');
  expect(files.filter((path) => /^src\/cli\/(run|check|cat|generate|init|doctor)\//.test(path))).toEqual([]);
});
