import { z } from 'zod';
import { defineFileDefect } from '../defect-kind.ts';
import type { FileSite } from '../files/file-damage.ts';
import { fileDefect } from '../settings.ts';

/**
 * `{ kind: wrong-encoding, to: utf-16 }` – a text file that is not UTF-8. UTF-16 is little-endian with its mark; in
 * Latin-1, letters it does not have become `?`, and a text of ASCII alone is the same in both, which is refused.
 */
export const wrongEncoding = defineFileDefect(
  'wrong-encoding',
  z.strictObject({
    kind: z.literal('wrong-encoding'),
    to: z.enum(['utf-16', 'latin-1']).default('utf-16').describe('What the file is encoded in.'),
    ...fileDefect,
  }),
  ({ to }) => ({
    target: 'content',
    phase: 'encoding',
    needs: 'text',
    losesRows: false,
    rewrite: (site) => (to === 'utf-16' ? asUtf16(site) : asLatin1(site)),
  }),
);

async function* asUtf16({ chunks, label }: FileSite): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8');
  yield Buffer.from([0xff, 0xfe]);
  for await (const chunk of chunks()) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf16le');
  yield Buffer.from(decoder.decode(), 'utf16le');
  label({ before: 'UTF-8', after: 'UTF-16' });
}

async function* asLatin1({ chunks, label, refuse }: FileSite): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8');
  let isAscii = true;
  const encode = (text: string): Uint8Array => {
    isAscii &&= Buffer.byteLength(text) === text.length;
    return Buffer.from(text.replaceAll(/[\u{100}-\u{10ffff}]/gu, '?'), 'latin1');
  };
  for await (const chunk of chunks()) yield encode(decoder.decode(chunk, { stream: true }));
  yield encode(decoder.decode());
  if (isAscii) {
    const expected = 'a text with other letters than those of ASCII, or `to: utf-16`';
    throw refuse({ message: 'the file is the same in Latin-1 as in UTF-8', found: 'ASCII alone', expected });
  }
  label({ before: 'UTF-8', after: 'Latin-1' });
}
