import type { Parsed } from './parse.ts';

/** Where our parser differs from the open one on purpose: a row of docs/fidelity.md. */
export interface TextDifference {
  readonly id: string;
  explains(found: { readonly text: string; readonly isRefusedThere: boolean; readonly ours: Parsed }): boolean;
}

export const TEXT_DIFFERENCES: readonly TextDifference[] = [
  {
    id: 'parser-labels',
    explains: ({ text, isRefusedThere, ours }) =>
      isRefusedThere && ours.printed !== null && /\blabels\b|\bDefaultLabels\b/.test(text),
  },
  {
    id: 'parser-variables',
    explains: ({ text, isRefusedThere, ours }) =>
      text.includes('$') &&
      (isRefusedThere ? ours.printed !== null : ours.codes.some((code) => /^DQDL_(?:UNKNOWN_)?VARIABLE/.test(code))),
  },
  {
    id: 'parser-leftover',
    // A word there may look like a section.
    explains: ({ isRefusedThere, ours }) =>
      !isRefusedThere && /^DQDL_(?:TRAILING_TEXT|UNKNOWN_SECTION|SECTION_ORDER)$/.test(ours.codes[0] ?? ''),
  },
];
