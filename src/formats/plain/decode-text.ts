import { TextDecoder } from 'node:util';
import type { Finding } from '../../core/finding.ts';
import { END_BYTES } from '../file-ends.ts';
import type { SourceFile } from '../format.ts';
import { encodingUnsupported } from '../text-bytes.ts';
import { guessEncoding } from '../text-encoding.ts';
import { encodingFindings } from '../text-findings.ts';

export interface TextSource {
  readonly file: SourceFile;
  /** The encoding that the user named; undefined: what the first bytes show. */
  readonly said: string | undefined;
  /** Where findings go. */
  readonly findings: Finding[];
}

/**
 * Bytes of a text as UTF-8, piece by piece; text that is UTF-8 already, or in no encoding that is read, is handed on as
 * it is. Throws a `UserError` (`ENCODING_UNSUPPORTED`) at bytes that the encoding does not have.
 */
export async function* decodeText(
  pieces: AsyncIterable<Uint8Array>,
  { file, said, findings }: TextSource,
): AsyncGenerator<Uint8Array> {
  let decoder: TextDecoder | undefined;
  let isFirst = true;
  for await (const piece of withLongHead(pieces)) {
    if (isFirst) decoder = decoderFor(piece, { file, said, findings });
    isFirst = false;
    yield decoder ? decoded(file, decoder, piece) : piece;
  }
  if (decoder) yield decoded(file, decoder);
}

/** None for UTF-8, and for what is no text: whoever reads it finds that out. */
function decoderFor(head: Uint8Array, { file, said, findings }: TextSource): TextDecoder | undefined {
  if (said !== undefined) return said === 'utf-8' ? undefined : new TextDecoder(said, { fatal: true });
  const judged = guessEncoding(head.subarray(0, END_BYTES));
  if (judged.kind !== 'known' || judged.encoding.name === 'utf-8') return undefined;
  findings.push(...encodingFindings(file.object, judged.encoding));
  return new TextDecoder(judged.encoding.name, { fatal: true });
}

function decoded(file: SourceFile, decoder: TextDecoder, piece?: Uint8Array): Uint8Array {
  try {
    return Buffer.from(piece ? decoder.decode(piece, { stream: true }) : decoder.decode());
  } catch {
    throw encodingUnsupported(file.object, `bytes that are not ${decoder.encoding}`, { expected: decoder.encoding });
  }
}

/** The same pieces, the first of which has as many bytes as an encoding is told by, if there are so many. */
async function* withLongHead(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array[] | undefined = [];
  let length = 0;
  for await (const piece of pieces) {
    if (!head) {
      yield piece;
      continue;
    }
    head.push(piece);
    length += piece.length;
    if (length < END_BYTES) continue;
    yield Buffer.concat(head);
    head = undefined;
  }
  if (head && length > 0) yield Buffer.concat(head);
}
