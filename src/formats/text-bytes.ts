import { userError } from '../core/errors.ts';
import type { SourceFile } from './format.ts';
import { readEnds } from './file-ends.ts';

/** What some bytes are as text: the text (without a byte order mark), or why they are none. */
export type TextJudgement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'encoding'; readonly encoding: string }
  | { readonly kind: 'binary' };

/**
 * Judges the head of a file: UTF-8 text, text in another encoding (by its byte order mark, by zeros in every second
 * byte, or bytes that are no UTF-8 but have no control characters either), or no text.
 */
export function judgeText(head: Uint8Array): TextJudgement {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe) return { kind: 'encoding', encoding: c === 0 && d === 0 ? 'UTF-32' : 'UTF-16' };
  if (a === 0xfe && b === 0xff) return { kind: 'encoding', encoding: 'UTF-16' };
  if (head.includes(0)) return zerosAlternate(head) ? { kind: 'encoding', encoding: 'UTF-16' } : { kind: 'binary' };
  const text = decodeUtf8(head);
  const controls = head.filter((byte) => byte < 32 && !TEXT_CONTROLS.has(byte)).length;
  if (text !== undefined && controls * 100 <= head.length) return { kind: 'text', text };
  return controls === 0 && text === undefined
    ? { kind: 'encoding', encoding: 'not UTF-8, perhaps Windows-1252 or ISO 8859-1' }
    : { kind: 'binary' };
}

/** Throws a `UserError` for a file that is empty (`FILE_EMPTY`) or not UTF-8 text (`ENCODING_UNSUPPORTED`). */
export async function requireText(file: SourceFile): Promise<string> {
  const { head, size } = await readEnds(file.path);
  if (size === 0) throw fileEmpty(file);
  const judged = judgeText(head);
  if (judged.kind === 'text') return judged.text;
  throw encodingUnsupported(file.object, judged.kind === 'encoding' ? judged.encoding : 'binary data');
}

export function fileEmpty(file: SourceFile): Error {
  return userError({ code: 'FILE_EMPTY', message: 'the file is empty', file: file.object });
}

export function encodingUnsupported(file: string, found: string, row?: number): Error {
  return userError({
    code: 'ENCODING_UNSUPPORTED',
    message: 'the file is not UTF-8 text',
    file,
    ...(row === undefined ? {} : { row }),
    found,
    expected: 'UTF-8',
    hint: 'Save it as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 in.csv > out.csv',
  });
}

/** Tab, line feed, form feed, carriage return, and Ctrl-Z and escape, which old exports carry. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([9, 10, 12, 13, 26, 27]);

/** A character that the end of `bytes` cuts in two is left out. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

function zerosAlternate(bytes: Uint8Array): boolean {
  let even = 0;
  let odd = 0;
  bytes.forEach((byte, index) => {
    if (byte !== 0) return;
    if (index % 2 === 0) even++;
    else odd++;
  });
  const half = bytes.length / 2;
  return Math.max(even, odd) > half * 0.4 && Math.min(even, odd) < half * 0.1;
}
