import type { Token } from '../dqdl/token.ts';

/** What stands between two tokens, white space aside. */
export interface Gap {
  readonly comments: readonly Comment[];
  /** Whether the token after the gap has an empty line before it. */
  readonly blankBefore: boolean;
}

export interface Comment {
  /** From `#` on, without what is blank at its end. */
  readonly text: string;
  /** Whether it begins a line, and does not follow a token on its line. */
  readonly ownLine: boolean;
  readonly blankBefore: boolean;
}

/** The gap before each token; `tokens` end with the one of the end of the text. */
export function gapsBefore(text: string, tokens: readonly Token[]): Gap[] {
  let end = 0;
  return tokens.map((token) => {
    const gap = readGap(text.slice(end, token.start), end === 0 ? 1 : 0);
    ({ end } = token);
    return gap;
  });
}

/** The gap as one comment that ends a line and comments on lines of their own. */
export function splitGap({ comments }: Gap): {
  readonly trailing: Comment | undefined;
  readonly own: readonly Comment[];
} {
  const [first, ...others] = comments;
  return first?.ownLine === false ? { trailing: first, own: others } : { trailing: undefined, own: comments };
}

/** `lineBreaks`: how many stand directly before the text. */
function readGap(text: string, lineBreaks: number): Gap {
  const comments: Comment[] = [];
  let breaks = lineBreaks;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\n') breaks++;
    if (text[at] !== '#') continue;
    const lineEnd = text.indexOf('\n', at);
    const comment = text.slice(at, lineEnd === -1 ? undefined : lineEnd).trimEnd();
    comments.push({ text: comment, ownLine: breaks > 0, blankBefore: breaks > 1 });
    breaks = 1;
    at = lineEnd === -1 ? text.length : lineEnd;
  }
  return { comments, blankBefore: breaks > 1 };
}
