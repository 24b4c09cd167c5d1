import { encode } from '../messages/encode.ts';
import { ENCODING_KINDS, STREAM_KINDS } from '../messages/kinds.ts';
import { ROW_INDEX, STRIPE_FOOTER, type ColumnStatisticsDraft } from '../messages/shapes.ts';
import type { StripeColumn } from './columns/column.ts';
import { compressed } from './compressed.ts';
import type { Blocks, StoredStream } from './out-stream.ts';

/** A stripe that is in the file. */
export interface WrittenStripe {
  readonly offset: number;
  readonly indexLength: number;
  readonly dataLength: number;
  readonly footerLength: number;
  readonly numberOfRows: number;
  /** By column. */
  readonly statistics: readonly ColumnStatisticsDraft[];
}

export interface StripeRequest {
  readonly columns: readonly StripeColumn[];
  readonly numberOfRows: number;
  readonly offset: number;
  readonly blocks: Blocks;
  readonly hasIndex: boolean;
}

/** Wall clocks are written as if they were in UTC, which readers take off again. */
const WRITER_TIMEZONE = 'UTC';

/** Hands a stripe to `sink` in pieces: row indexes, streams, footer. */
export async function writeStripe(
  { columns, numberOfRows, offset, blocks, hasIndex }: StripeRequest,
  sink: (bytes: Uint8Array) => Promise<void> | void,
): Promise<WrittenStripe> {
  const stored = await Promise.all(columns.map(storedColumn));
  const indexes = hasIndex ? await Promise.all(stored.map((column) => rowIndex(column, blocks))) : [];
  const footer = await compressed(
    encode(STRIPE_FOOTER, {
      streams: [
        ...indexes.map((index, column) => ({ kind: STREAM_KINDS.indexOf('ROW_INDEX'), column, length: index.length })),
        ...stored.flatMap(({ streams }, column) =>
          streams.map(({ kind, length }) => ({ kind: STREAM_KINDS.indexOf(kind), column, length })),
        ),
      ],
      columns: columns.map(({ encoding: { encoding, dictionarySize } }) => ({
        kind: ENCODING_KINDS.indexOf(encoding),
        dictionarySize,
      })),
      writerTimezone: WRITER_TIMEZONE,
    }),
    blocks,
  );
  for (const index of indexes) await sink(index);
  for (const { streams } of stored) for (const { chunks } of streams) for (const chunk of chunks) await sink(chunk);
  await sink(footer);
  return {
    offset,
    indexLength: indexes.reduce((sum, { length }) => sum + length, 0),
    dataLength: stored.reduce((sum, { length }) => sum + length, 0),
    footerLength: footer.length,
    numberOfRows,
    statistics: columns.map(({ end }, column) => end(stored[column]?.length ?? 0)),
  };
}

interface StoredColumn {
  readonly streams: readonly (StoredStream & { readonly kind: (typeof STREAM_KINDS)[number] })[];
  readonly groups: readonly ColumnStatisticsDraft[];
  readonly length: number;
}

async function storedColumn({ streams, groups }: StripeColumn): Promise<StoredColumn> {
  const stored = await Promise.all(streams.map(async ({ kind, stream }) => ({ kind, ...(await stream.finish()) })));
  return { streams: stored, groups, length: stored.reduce((sum, { length }) => sum + length, 0) };
}

/** Where each row group begins in each stream, and what is known of it. */
async function rowIndex({ streams, groups }: StoredColumn, blocks: Blocks): Promise<Uint8Array> {
  const entry = groups.map((statistics, group) => ({
    positions: streams.flatMap(({ positions }) => positions[group] ?? []),
    statistics,
  }));
  return await compressed(encode(ROW_INDEX, { entry }), blocks);
}
