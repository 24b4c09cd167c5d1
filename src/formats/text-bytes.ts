import { userError } from '../core/errors.ts';
import type { SourceFile } from './format.ts';
import { readEnds } from './file-ends.ts';
import { decodeHead, guessEncoding, type TextEncoding } from './text-encoding.ts';

/** What some bytes are as text: the text (without a byte order mark) and its encoding, or why they are none. */
export type TextJudgement =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: TextEncoding }
  | { readonly kind: 'encoding'; readonly encoding: string }
  | { readonly kind: 'binary' };

/** Judges the head of a file: text in an encoding that is read, text in another one, or no text. */
export function judgeText(head: Uint8Array): TextJudgement {
  const judged = JUDGED.get(head) ?? judge(head);
  JUDGED.set(head, judged);
  return judged;
}

/** Every text format asks about the same head. */
const JUDGED = new WeakMap<Uint8Array, TextJudgement>();

function judge(head: Uint8Array): TextJudgement {
  const judged = guessEncoding(head);
  if (judged.kind === 'binary') return judged;
  if (judged.kind === 'unknown') return { kind: 'encoding', encoding: judged.words };
  const { encoding } = judged;
  const text = decodeHead(head, encoding);
  return text === undefined ? { kind: 'encoding', encoding: 'damaged UTF-16' } : { kind: 'text', text, encoding };
}

/**
 * The beginning of a file of UTF-8 text. Throws a `UserError` for a file that is empty (`FILE_EMPTY`) or other than that
 * (`ENCODING_UNSUPPORTED`).
 */
export async function requireText(file: SourceFile): Promise<string> {
  const { head, size } = await readEnds(file.path);
  if (size === 0) throw fileEmpty(file);
  const judged = judgeText(head);
  if (judged.kind === 'text' && judged.encoding.name === 'utf-8') return judged.text;
  throw encodingUnsupported(file.object, foundIn(judged));
}

function foundIn(judged: TextJudgement): string {
  if (judged.kind === 'text') return judged.encoding.name;
  return judged.kind === 'encoding' ? judged.encoding : 'binary data';
}

export function fileEmpty(file: SourceFile): Error {
  return userError({ code: 'FILE_EMPTY', message: 'the file is empty', file: file.object });
}

/** What to do with a file whose encoding is not read, or not the one that was taken for it. */
export const ENCODING_HINT =
  'Say the encoding (--encoding shift_jis), or save the file as UTF-8: iconv -f WINDOWS-1252 -t UTF-8 in.csv > out.csv';

export function encodingUnsupported(
  file: string,
  found: string,
  { row, expected = 'UTF-8' }: { readonly row?: number; readonly expected?: string } = {},
): Error {
  return userError({
    code: 'ENCODING_UNSUPPORTED',
    message: `the file is not ${expected} text`,
    file,
    ...(row === undefined ? {} : { row }),
    found,
    expected,
    hint: ENCODING_HINT,
  });
}
