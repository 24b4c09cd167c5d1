import { closingOf, isSymbol, type Source, type Stretch } from './source.ts';
import { splitGap, type Comment } from './gap.ts';

/** A section or variable of a document, with its comments. */
export type Part = LinePart | BlockPart;

interface PartBase {
  /** On lines of their own before it. */
  readonly leading: readonly Comment[];
  readonly blankBefore: boolean;
  /** At the end of its last line. */
  readonly trailing: Comment | undefined;
}

/** A variable or `DefaultLabels`. */
export interface LinePart extends PartBase {
  readonly kind: 'variable' | 'labels';
  readonly stretch: Stretch;
}

/** A section whose items stand one a line. */
export interface BlockPart extends PartBase {
  readonly kind: 'block';
  /** `Rules = [` */
  readonly head: Stretch;
  /** After the opening bracket, on its line. */
  readonly afterHead: Comment | undefined;
  readonly items: readonly Item[];
  /** On lines of their own after the last item. */
  readonly closing: readonly Comment[];
  readonly close: number;
}

export interface Item {
  readonly leading: readonly Comment[];
  readonly blankBefore: boolean;
  readonly stretch: Stretch;
  readonly trailing: Comment | undefined;
}

/** The parts of a document, and the comments after the last of them. */
export function partsOf(source: Source): { readonly parts: readonly Part[]; readonly closing: readonly Comment[] } {
  const parts: Part[] = [];
  const end = source.tokens.length - 1;
  let index = 0;
  let leading = source.gaps[0]?.comments ?? [];
  while (index < end) {
    const open = index + 2;
    const isBlock = source.tokens[index]?.kind === 'keyword';
    const last = isSymbol(source, open, '[', '{') ? closingOf(source, open) : open;
    const inside = hoisted(source, { from: index, to: isBlock ? open : last });
    const after = splitGap(source.gaps[last + 1] ?? NO_GAP);
    const base = {
      leading: [...leading, ...inside],
      blankBefore: source.gaps[index]?.blankBefore ?? false,
      trailing: after.trailing,
    };
    if (isBlock) parts.push({ ...base, kind: 'block', ...blockOf(source, { from: index, to: last }) });
    else {
      const kind = source.tokens[index]?.text === 'DefaultLabels' ? 'labels' : 'variable';
      parts.push({ ...base, kind, stretch: { from: index, to: last + 1 } });
    }
    leading = after.own;
    index = last + 1;
  }
  return { parts, closing: leading };
}

const NO_GAP = { comments: [], blankBefore: false };

/** The comments between the tokens of a stretch, up to and with `to`: they move before it. */
function hoisted({ gaps }: Source, { from, to }: Stretch): Comment[] {
  return gaps.slice(from + 1, to + 1).flatMap(({ comments }) => comments.map(onOwnLine));
}

function onOwnLine({ text }: Comment): Comment {
  return { text, ownLine: true, blankBefore: false };
}

/** `to` is the closing bracket. */
function blockOf(
  source: Source,
  { from, to }: Stretch,
): Pick<BlockPart, 'head' | 'afterHead' | 'items' | 'closing' | 'close'> {
  const head = { from, to: from + 3 };
  const stretches = itemStretches(source, { from: head.to, to });
  const opening = splitGap(source.gaps[head.to] ?? NO_GAP);
  const items: Item[] = [];
  let leading = opening.own;
  for (const stretch of stretches) {
    const { blankBefore } = source.gaps[stretch.from] ?? NO_GAP;
    const after = splitGap(source.gaps[stretch.to] ?? NO_GAP);
    const hasComma = stretch.to < to;
    const next = hasComma ? splitGap(source.gaps[stretch.to + 1] ?? NO_GAP) : { trailing: undefined, own: [] };
    const [trailing, extra] =
      after.trailing === undefined ? [next.trailing, undefined] : [after.trailing, next.trailing];
    items.push({ leading, blankBefore, stretch, trailing });
    leading = [...after.own, ...(extra === undefined ? [] : [onOwnLine(extra)]), ...next.own];
  }
  return { head, afterHead: opening.trailing, items, closing: leading, close: to };
}

/** The items between brackets, by the commas that stand in no bracket within. */
function itemStretches(source: Source, { from, to }: Stretch): Stretch[] {
  const stretches: Stretch[] = [];
  let start = from;
  for (let index = from; index < to; index++) {
    if (isSymbol(source, index, '[', '(', '{')) index = closingOf(source, index);
    else if (isSymbol(source, index, ',') && !source.markings.inner.has(source.tokens[index]?.start ?? -1)) {
      stretches.push({ from: start, to: index });
      start = index + 1;
    }
  }
  return start < to ? [...stretches, { from: start, to }] : stretches;
}
