import { blankOut } from '../architecture/blank-out.ts';
import type { SourceFile } from '../architecture/project-files.ts';
import { lineAt } from '../architecture/scan-imports.ts';

/** A literal that looks like the code of a finding, and where it stands. */
export interface CodeLiteral {
  readonly code: string;
  /** `path:line` */
  readonly place: string;
}

/** Upper-case words joined by `_`, as a string of their own, outside comments. */
export function codeLiterals(files: readonly SourceFile[]): CodeLiteral[] {
  return files.flatMap(({ path, text }) => {
    const code = blankOut(text);
    return [...text.matchAll(/(['"])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\1/g)]
      .filter(({ index }) => code[index] !== ' ')
      .map((match) => ({
        code: match[2] ?? '',
        place: `${path}:${lineAt(text, match.index)}`,
      }));
  });
}

/** The codes in the first column of a page's tables. */
export function documentedCodes(markdown: string): string[] {
  return [...markdown.matchAll(/^\|\s*`([A-Z][A-Z0-9_]+)`\s*\|/gm)].map((match) => match[1] ?? '');
}
