import { encode } from '../../../../src/formats/orc/messages/encode.ts';
import {
  ENCODING_KINDS,
  STREAM_KINDS,
  type EncodingKind,
  type StreamKind,
} from '../../../../src/formats/orc/messages/kinds.ts';
import { FOOTER, POST_SCRIPT, STRIPE_FOOTER } from '../../../../src/formats/orc/messages/shapes.ts';
import { numbered, type OrcTypeShape } from '../../../../src/formats/orc/orc-type.ts';
import { typeMessages } from '../../../../src/formats/orc/type-messages.ts';

export interface HandmadeFile {
  /** Of the one column, `c`. */
  readonly type: OrcTypeShape;
  readonly rows: number;
  readonly streams: readonly { readonly column: number; readonly kind: StreamKind; readonly bytes: Uint8Array }[];
  readonly encoding?: EncodingKind;
  readonly dictionarySize?: number;
  readonly timezone?: string;
}

/** A file of one stripe without compression, of whatever streams. */
export function handmadeFile(file: HandmadeFile): Uint8Array {
  const root = numbered({ kind: 'struct', fieldNames: ['c'], children: [file.type] });
  const types = typeMessages(root);
  const data = Buffer.concat(file.streams.map(({ bytes }) => bytes));
  const stripeFooter = encode(STRIPE_FOOTER, {
    streams: file.streams.map(({ column, kind, bytes }) => ({
      kind: STREAM_KINDS.indexOf(kind),
      column,
      length: bytes.length,
    })),
    columns: types.map((_, id) => ({
      kind: id === 0 ? 0 : ENCODING_KINDS.indexOf(file.encoding ?? 'DIRECT_V2'),
      dictionarySize: file.dictionarySize,
    })),
    writerTimezone: file.timezone,
  });
  const stripe = { offset: 3, indexLength: 0, dataLength: data.length, footerLength: stripeFooter.length };
  const footer = encode(FOOTER, {
    types,
    stripes: [{ ...stripe, numberOfRows: file.rows }],
    numberOfRows: file.rows,
  });
  const postScript = encode(POST_SCRIPT, {
    footerLength: footer.length,
    compression: 0,
    version: [0, 12],
    magic: 'ORC',
  });
  return Buffer.concat([Buffer.from('ORC'), data, stripeFooter, footer, postScript, Uint8Array.of(postScript.length)]);
}
