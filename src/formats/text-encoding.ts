import { userError } from '../core/errors.ts';

/** How text is written as bytes, as far as it can be told from the bytes. */
export interface TextEncoding {
  /** As the WHATWG Encoding Standard names it: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, or what a user named. */
  readonly name: string;
  /** Whether a byte order mark says so. */
  readonly mark: boolean;
}

/** What bytes are as text: an encoding that is read, the words for one that is not, or none. */
export type EncodingJudgement =
  | { readonly kind: 'known'; readonly encoding: TextEncoding }
  | { readonly kind: 'unknown'; readonly words: string }
  | { readonly kind: 'binary' };

/**
 * Tells the encoding of the first bytes of a text: by a byte order mark, by zeros in every second byte (UTF-16), by
 * being UTF-8; else by how bytes beyond ASCII stand. In western text they stand one by one among ASCII letters and are
 * Windows-1252; in pairs and rows they are of another script, whose encoding must be said.
 */
export function guessEncoding(head: Uint8Array): EncodingJudgement {
  const marked = markedEncoding(head);
  if (marked) return marked;
  if (head.includes(0)) {
    const name = zerosOf(head);
    return name ? known(name) : { kind: 'binary' };
  }
  let controls = 0;
  for (const byte of head) if (byte < 32 && !TEXT_CONTROLS.has(byte)) controls++;
  if (decodes(head, 'utf-8')) return controls * 100 <= head.length ? known('utf-8') : { kind: 'binary' };
  if (controls > 0) return { kind: 'binary' };
  return guess8Bit(head);
}

/** The encoding of a name, as the WHATWG Encoding Standard calls it. Throws a `UserError` (`ENCODING_UNKNOWN`). */
export function encodingNamed(name: string): string {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw userError({
      code: 'ENCODING_UNKNOWN',
      message: `no encoding is named ${JSON.stringify(name)}`,
      expected: 'a name of the WHATWG Encoding Standard: utf-8, utf-16le, windows-1252, shift_jis, gbk…',
    });
  }
}

/** The text of the first bytes, without a byte order mark; a character that their end cuts in two is left out. */
export function decodeHead(head: Uint8Array, { name }: TextEncoding): string | undefined {
  try {
    return new TextDecoder(name, { fatal: true }).decode(head, { stream: true });
  } catch {
    return undefined;
  }
}

function known(name: string, mark = false): EncodingJudgement {
  return { kind: 'known', encoding: { name, mark } };
}

function markedEncoding([a, b, c, d]: Uint8Array): EncodingJudgement | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return known('utf-8', true);
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { kind: 'unknown', words: 'UTF-32' };
  if (a === 0xff && b === 0xfe) return known('utf-16le', true);
  return a === 0xfe && b === 0xff ? known('utf-16be', true) : undefined;
}

/** Tab, line feed, form feed, carriage return, and Ctrl-Z and escape, which old exports carry. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([9, 10, 12, 13, 26, 27]);

/** Control characters that are none of {@link TEXT_CONTROLS}. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\0-\x08\x0b\x0e-\x19\x1c-\x1f]/g;

function decodes(bytes: Uint8Array, label: string): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Latin letters in UTF-16 have a zero in every second byte. */
function zerosOf(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0];
  bytes.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const half = bytes.length / 2;
  if (Math.max(even, odd) <= half * 0.4 || Math.min(even, odd) >= half * 0.1) return undefined;
  const name = odd > even ? 'utf-16le' : 'utf-16be';
  const text = decodeHead(bytes, { name, mark: false }) ?? '\0';
  const controls = text.match(CONTROLS)?.length ?? 0;
  return controls * 100 <= text.length ? name : undefined;
}

/** Bytes that Windows-1252 gives no character. */
const UNASSIGNED: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

function guess8Bit(head: Uint8Array): EncodingJudgement {
  let high = 0;
  let together = 0;
  let unassigned = 0;
  head.forEach((byte, index) => {
    if (byte < 0x80) return;
    high++;
    if (UNASSIGNED.has(byte)) unassigned++;
    if ((head[index - 1] ?? 0) >= 0x80 || (head[index + 1] ?? 0) >= 0x80) together++;
  });
  if (unassigned === 0 && together * 2 <= high) return known('windows-1252');
  const script = SCRIPTS.find(({ label, letters }) => {
    const text = decodes(head, label) ? new TextDecoder(label).decode(head, { stream: true }) : '';
    return (text.match(letters)?.length ?? 0) * 4 > high;
  });
  return { kind: 'unknown', words: script?.words ?? 'not UTF-8, nor Windows-1252' };
}

/** Encodings that are told by the letters they give: at least one for four bytes beyond ASCII. */
const SCRIPTS = [
  { label: 'shift_jis', words: 'Shift-JIS', letters: /[\u3041-\u30fe]/gu },
  { label: 'euc-jp', words: 'EUC-JP', letters: /[\u3041-\u30fe]/gu },
];
