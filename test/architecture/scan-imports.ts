import { blankOut } from './blank-out.ts';

/** One place where a file names another module. */
export interface Import {
  readonly specifier: string;
  /** 1-based. */
  readonly line: number;
  /** Nothing of it is left at run time: `import type`, `export type … from`, `import('x').T` in a type. */
  readonly typeOnly: boolean;
}

/** `import … from 'x'`, `export … from 'x'`, `import 'x'`: group 1 is what stands between, group 2 the quoted name. */
const STATIC = /\b(?:import|export)\b(?!\s*\()([\w\s{},*$]*?)\bfrom\s*(['"][^'"]*['"])|\bimport\s*(['"][^'"]*['"])/g;
const DYNAMIC = /(\btypeof\s+)?\bimport\s*\(\s*(['"`][^'"`]*['"`])\s*\)(\s*\.\s*[A-Z])?/g;

/** Every module that TypeScript `text` imports or re-exports from, dynamic and type-only ones too, in order of lines. */
export function scanImports(text: string): Import[] {
  const code = blankOut(text);
  const found: { readonly offset: number; readonly entry: Import }[] = [];
  for (const match of code.matchAll(STATIC)) {
    const quoted = match[2] ?? match[3] ?? '';
    add(match, quoted, isTypeOnly(match[1] ?? ''));
  }
  for (const match of code.matchAll(DYNAMIC)) {
    add(match, match[2] ?? '', match[1] !== undefined || match[3] !== undefined);
  }
  return found.toSorted((a, b) => a.offset - b.offset).map(({ entry }) => entry);

  function add(match: RegExpExecArray, quoted: string, typeOnly: boolean): void {
    const offset = match.index + match[0].lastIndexOf(quoted);
    const specifier = text.slice(offset + 1, offset + quoted.length - 1);
    found.push({ offset, entry: { specifier, line: lineAt(text, match.index), typeOnly } });
  }
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** `type { A }`, or `{ type A, type B }` with no value among them. */
function isTypeOnly(clause: string): boolean {
  if (/^\s*type\b(?!\s*,)/.test(clause)) return true;
  const braces = /^\s*\{([^}]*)\}\s*$/.exec(clause);
  const names = (braces?.[1] ?? '').split(',').filter((name) => name.trim() !== '');
  return names.length > 0 && names.every((name) => /^\s*type\s+\w/.test(name));
}
