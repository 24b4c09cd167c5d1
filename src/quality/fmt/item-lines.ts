import { splitGap } from './gap.ts';
import { inline } from './inline.ts';
import type { Item } from './parts.ts';
import type { Source } from './source.ts';

/** Columns of a line beyond which a composite is broken. */
const WIDTH = 100;
/** Deeper nested operators stand below each other. */
const DEEPEST_INDENT = 10;
export const INDENT = '  ';

/** A rule, or what stands between two operators of a composite. */
interface Piece {
  readonly text: string;
  /** Of the operator it begins with: 0 for those of the whole; -1 for the first piece. */
  readonly depth: number;
  /** Comments on lines of their own before it. */
  readonly leading: readonly string[];
  readonly trailing: string | undefined;
}

/** An item as lines with their indentation, comments within it included. `end` is a comma, or nothing. */
export function itemLines(
  source: Source,
  item: Item,
  end: string,
): { readonly hoisted: readonly string[]; readonly lines: readonly string[] } {
  const pieces = piecesOf(source, item);
  const [first] = pieces;
  const deepest = pieces.reduce((most, piece) => Math.max(most, piece.depth), -1);
  let depth = pieces.reduce(
    (most, piece, at) => (isForced(piece, pieces[at - 1]) ? Math.max(most, piece.depth) : most),
    -1,
  );
  while (depth < deepest && isTooWide(pieces, depth, end)) depth++;
  return { hoisted: first?.leading ?? [], lines: brokenAt(pieces, depth, end) };
}

function piecesOf(source: Source, { stretch }: Item): Piece[] {
  const pieces: Piece[] = [];
  let start = stretch.from;
  let depth = -1;
  let leading: string[] = [];
  for (let index = stretch.from; index <= stretch.to; index++) {
    const operator = source.markings.operators.get(source.tokens[index]?.start ?? -1);
    const { trailing, own } =
      index === stretch.from || index === stretch.to ? NONE : splitGap(source.gaps[index] ?? GAP);
    if (operator !== undefined || index === stretch.to) {
      pieces.push({ text: inline(source, { from: start, to: index }), depth, leading, trailing: trailing?.text });
      leading = own.map(({ text }) => text);
      start = index;
      depth = operator ?? -1;
    } else {
      if (trailing !== undefined) leading.push(trailing.text);
      for (const { text } of own) leading.push(text);
    }
  }
  return pieces;
}

const GAP = { comments: [], blankBefore: false };
const NONE = { trailing: undefined, own: [] };

/** Whether a comment stands between two pieces. */
function isForced(piece: Piece, before: Piece | undefined): boolean {
  return before !== undefined && (piece.leading.length > 0 || before.trailing !== undefined);
}

/** Whether a line that could be broken deeper down is too long. */
function isTooWide(pieces: readonly Piece[], depth: number, end: string): boolean {
  return linesOf(pieces, depth).some((line, index, lines) => {
    const text = joined(line) + (index === lines.length - 1 ? end : '');
    const canBreak = line.pieces.some((piece, at) => at > 0 && piece.depth > depth);
    return canBreak && text.split('\n').some((each) => each.length > WIDTH);
  });
}

interface Line {
  readonly indent: string;
  readonly pieces: readonly Piece[];
}

/** The pieces of each line, where operators of at most this depth begin one. */
function linesOf(pieces: readonly Piece[], depth: number): Line[] {
  const lines: { readonly indent: string; readonly pieces: Piece[] }[] = [];
  for (const piece of pieces) {
    if (lines.length === 0 || piece.depth <= depth) {
      lines.push({ indent: INDENT.repeat(Math.min(piece.depth, DEEPEST_INDENT) + 2), pieces: [piece] });
    } else lines.at(-1)?.pieces.push(piece);
  }
  return lines;
}

function joined({ indent, pieces }: Line): string {
  return indent + pieces.map(({ text }) => text).join(' ');
}

function brokenAt(pieces: readonly Piece[], depth: number, end: string): string[] {
  const lines = linesOf(pieces, depth);
  return lines.flatMap((line, index) => {
    const [first] = line.pieces;
    const isLast = index === lines.length - 1;
    const trailing = line.pieces.at(-1)?.trailing;
    const comments = index === 0 ? [] : (first?.leading ?? []).map((text) => line.indent + text);
    return [...comments, `${joined(line)}${isLast ? end : ''}${trailing === undefined ? '' : ` ${trailing}`}`];
  });
}
