import { userError } from '../../core/errors.ts';

/** A part of a cell. Text of which nothing is left when it is trimmed is no part. */
export type TablePiece =
  { readonly kind: 'bare' | 'quoted'; readonly text: string } | { readonly kind: 'value'; readonly value: unknown };

/** The cells of each line that is not blank; `raw` is the text between the values, as written. */
export function tableLines(raw: readonly string[], values: readonly unknown[]): TablePiece[][][] {
  const lines: TablePiece[][][] = [];
  let cells: TablePiece[][] = [];
  let cell: TablePiece[] = [];
  const endCell = (): void => {
    cells.push(trimmed(cell));
    cell = [];
  };
  const endLine = (): void => {
    endCell();
    if (cells.length > 1 || cells.some((pieces) => pieces.length > 0)) lines.push(cells);
    cells = [];
  };
  for (const [index, text] of raw.entries()) {
    for (const token of text.replaceAll('\r\n', '\n').matchAll(TOKEN)) {
      const [all] = token;
      if (all === '\n') endLine();
      else if (all === '|') endCell();
      else cell.push(pieceOf(all));
    }
    if (index < values.length) cell.push({ kind: 'value', value: values[index] });
  }
  endLine();
  return lines;
}

/** Quoted text, a separator, an escape, or text as far as none of them comes; a quote within a word is a letter. */
const TOKEN = /(?<![^\s|])'(?:[^'\\\n]|\\.)*'(?=\s*(?:\||\n|$))|\n|\||(?:\\.|[^\\|\n'])+|'|\\/g;

function pieceOf(token: string): TablePiece {
  const isQuoted = token.length > 1 && token.startsWith("'") && token.endsWith("'");
  return isQuoted ? { kind: 'quoted', text: unescaped(token.slice(1, -1)) } : { kind: 'bare', text: token };
}

/** Without the space around the cell, and with its escapes read; neighbours of bare text are one. */
function trimmed(pieces: readonly TablePiece[]): TablePiece[] {
  const joined: TablePiece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.kind === 'bare' && last?.kind === 'bare')
      joined.splice(-1, 1, { kind: 'bare', text: last.text + piece.text });
    else joined.push(piece);
  }
  return joined.flatMap((piece, index) => {
    if (piece.kind !== 'bare') return [piece];
    const start = index === 0 ? piece.text.trimStart() : piece.text;
    const text = index === joined.length - 1 ? start.trimEnd() : start;
    return text === '' ? [] : [{ kind: 'bare', text: unescaped(text) }];
  });
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['|', '|'],
  ["'", "'"],
  ['\\', '\\'],
  ['`', '`'],
  ['$', '$'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function unescaped(text: string): string {
  return text.replaceAll(/\\(.?)/gs, (all, letter: string) => {
    const meant = ESCAPES.get(letter);
    if (meant !== undefined) return meant;
    throw userError({
      code: 'TABLE_CELL',
      message: 'an escape in the table means nothing',
      found: all,
      expected: [...ESCAPES.keys()].map((one) => `\\${one}`).join(' '),
      hint: String.raw`A backslash itself is written \\.`,
    });
  });
}
