import { COMPRESSION_KINDS, TYPE_KINDS } from '../messages/kinds.ts';
import { FOOTER, METADATA, POST_SCRIPT, type ColumnStatisticsDraft, type TypeDraft } from '../messages/shapes.ts';
import { encode } from '../messages/encode.ts';
import { typeMessages } from '../type-messages.ts';
import type { OrcType } from '../orc-type.ts';
import type { Blocks } from './out-stream.ts';
import { compressed } from './compressed.ts';
import type { WrittenStripe } from './write-stripe.ts';
import type { WriteSettings } from './write-options.ts';

export const MAGIC = 'ORC';
/** File version 0.12, which every reader has known since 2013. */
const VERSION = [0, 12];
/** The first version of a writer that is not the Java one (orc_proto.proto, PostScript). */
const WRITER_VERSION = 6;
/** No registered writer: readers take it for an unknown one, for whose files they make no exceptions. */
const WRITER = 1000;

/** Days before 1582 are counted as ISO 8601 does; where nothing is said, Java takes them for Julian ones. */
const PROLEPTIC_GREGORIAN = 2;

export interface FileContent {
  readonly type: OrcType;
  readonly stripes: readonly WrittenStripe[];
  readonly statistics: readonly ColumnStatisticsDraft[];
}

/** What comes after the stripes: their statistics, the footer, and the postscript with its length. */
export async function fileEnd(
  { type, stripes, statistics }: FileContent,
  blocks: Blocks,
  settings: WriteSettings,
): Promise<Uint8Array[]> {
  const metadata = await compressed(
    encode(METADATA, { stripeStats: stripes.map(({ statistics: colStats }) => ({ colStats })) }),
    blocks,
  );
  const last = stripes.at(-1);
  const footer = await compressed(
    encode(FOOTER, {
      headerLength: MAGIC.length,
      contentLength: last ? last.offset + last.indexLength + last.dataLength + last.footerLength : MAGIC.length,
      stripes,
      types: typeMessages(type).map(withSparkType),
      metadata: Object.entries(settings.metadata).map(([name, value]) => ({ name, value: Buffer.from(value) })),
      numberOfRows: stripes.reduce((rows, { numberOfRows }) => rows + numberOfRows, 0),
      statistics,
      rowIndexStride: settings.rowIndexStride,
      writer: WRITER,
      calendar: PROLEPTIC_GREGORIAN,
    }),
    blocks,
  );
  const postScript = encode(POST_SCRIPT, {
    footerLength: footer.length,
    compression: COMPRESSION_KINDS.indexOf(settings.compression),
    ...(blocks.compress ? { compressionBlockSize: blocks.size } : {}),
    version: VERSION,
    metadataLength: metadata.length,
    writerVersion: WRITER_VERSION,
    magic: MAGIC,
  });
  return [metadata, footer, postScript, Uint8Array.of(postScript.length)];
}

const INSTANT = TYPE_KINDS.indexOf('timestamp with local time zone');

/** Spark knows the type of moments only by this attribute; it cannot parse the name that ORC has for it. */
function withSparkType(type: TypeDraft): TypeDraft {
  if (type.kind !== INSTANT) return type;
  return { ...type, attributes: [{ key: 'spark.sql.catalyst.type', value: 'timestamp' }] };
}
