import type { Comment } from './gap.ts';
import { inline } from './inline.ts';
import { INDENT, itemLines } from './item-lines.ts';
import { partsOf, type BlockPart, type Item, type Part } from './parts.ts';
import type { Source } from './source.ts';

/** The document laid out anew: the same tokens and comments, one item a line. */
export function writeDocument(source: Source): string {
  const { parts, closing } = partsOf(source);
  const writer = new Writer(source);
  for (const [index, part] of parts.entries()) writer.part(part, parts[index - 1]);
  writer.comments(closing, '', parts.length > 0);
  return writer.text;
}

class Writer {
  readonly #source: Source;
  readonly #lines: string[] = [];

  constructor(source: Source) {
    this.#source = source;
  }

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  /** Sections stand apart; variables as they stood. */
  part(part: Part, before: Part | undefined): void {
    const areVariables = part.kind === 'variable' && before?.kind === 'variable';
    const first = part.leading[0]?.blankBefore ?? part.blankBefore;
    if (before !== undefined && (!areVariables || first)) this.#lines.push('');
    this.comments(part.leading, '', false);
    if (part.leading.length > 0 && part.blankBefore) this.#lines.push('');
    if (part.kind === 'block') this.#block(part);
    else this.#line(inline(this.#source, part.stretch), part.trailing);
  }

  /** Comments on lines of their own; `mayBegin`: whether an empty line may stand before the first. */
  comments(comments: readonly Comment[], indent: string, mayBegin: boolean): void {
    for (const [index, { text, blankBefore }] of comments.entries()) {
      if (blankBefore && (index > 0 || mayBegin)) this.#lines.push('');
      this.#lines.push(indent + text);
    }
  }

  #block(part: BlockPart): void {
    const head = inline(this.#source, part.head);
    const close = this.#source.tokens[part.close]?.text ?? '';
    const isEmpty = part.items.length === 0 && part.closing.length === 0 && part.afterHead === undefined;
    if (isEmpty) {
      this.#line(head + close, part.trailing);
      return;
    }
    this.#line(head, part.afterHead);
    for (const [index, item] of part.items.entries()) this.#item(item, index, part.items.length);
    this.comments(part.closing, INDENT, part.items.length > 0);
    this.#line(close, part.trailing);
  }

  #item(item: Item, index: number, count: number): void {
    const { hoisted, lines } = itemLines(this.#source, item, index === count - 1 ? '' : ',');
    this.comments(item.leading, INDENT, index > 0);
    if (item.blankBefore && (index > 0 || item.leading.length > 0)) this.#lines.push('');
    for (const comment of hoisted) this.#lines.push(INDENT + comment);
    for (const line of lines.slice(0, -1)) this.#lines.push(line);
    this.#line(lines.at(-1) ?? '', item.trailing);
  }

  #line(line: string, comment: Comment | undefined): void {
    this.#lines.push(comment === undefined ? line : `${line} ${comment.text}`);
  }
}
