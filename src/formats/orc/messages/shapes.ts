import {
  bytes,
  count,
  counts,
  double,
  flag,
  int32,
  message,
  messages,
  text,
  texts,
  zigzag,
  type Decoded,
  type Draft,
} from './field.ts';

// The messages of orc_proto.proto (ORC specification, version 1). What encryption alone needs is left out.

export const POST_SCRIPT = {
  footerLength: count(1),
  compression: count(2),
  compressionBlockSize: count(3),
  version: counts(4),
  metadataLength: count(5),
  writerVersion: count(6),
  stripeStatisticsLength: count(7),
  magic: text(8000),
};
export type PostScript = Decoded<typeof POST_SCRIPT>;

export const STRIPE_INFORMATION = {
  offset: count(1),
  indexLength: count(2),
  dataLength: count(3),
  footerLength: count(4),
  numberOfRows: count(5),
};
export type StripeInformation = Decoded<typeof STRIPE_INFORMATION>;

export const TYPE = {
  kind: count(1),
  subtypes: counts(2),
  fieldNames: texts(3),
  maximumLength: count(4),
  precision: count(5),
  scale: count(6),
  attributes: messages(7, { key: text(1), value: text(2) }),
};
export type TypeMessage = Decoded<typeof TYPE>;
export type TypeDraft = Draft<typeof TYPE>;

export const COLUMN_STATISTICS = {
  numberOfValues: count(1),
  intStatistics: message(2, { minimum: zigzag(1), maximum: zigzag(2), sum: zigzag(3) }),
  doubleStatistics: message(3, { minimum: double(1), maximum: double(2), sum: double(3) }),
  stringStatistics: message(4, {
    minimum: text(1),
    maximum: text(2),
    sum: zigzag(3),
    lowerBound: text(4),
    upperBound: text(5),
  }),
  bucketStatistics: message(5, { count: counts(1) }),
  decimalStatistics: message(6, { minimum: text(1), maximum: text(2), sum: text(3) }),
  dateStatistics: message(7, { minimum: zigzag(1), maximum: zigzag(2) }),
  binaryStatistics: message(8, { sum: zigzag(1) }),
  timestampStatistics: message(9, {
    minimum: zigzag(1),
    maximum: zigzag(2),
    minimumUtc: zigzag(3),
    maximumUtc: zigzag(4),
    minimumNanos: int32(5),
    maximumNanos: int32(6),
  }),
  hasNull: flag(10),
  bytesOnDisk: count(11),
  collectionStatistics: message(12, { minChildren: count(1), maxChildren: count(2), totalChildren: count(3) }),
};
export type ColumnStatistics = Decoded<typeof COLUMN_STATISTICS>;
export type ColumnStatisticsDraft = Draft<typeof COLUMN_STATISTICS>;

const USER_METADATA_ITEM = { name: text(1), value: bytes(2) };

export const FOOTER = {
  headerLength: count(1),
  contentLength: count(2),
  stripes: messages(3, STRIPE_INFORMATION),
  types: messages(4, TYPE),
  metadata: messages(5, USER_METADATA_ITEM),
  numberOfRows: count(6),
  statistics: messages(7, COLUMN_STATISTICS),
  rowIndexStride: count(8),
  writer: count(9),
  encryption: bytes(10),
  calendar: count(11),
  softwareVersion: text(12),
};
export type Footer = Decoded<typeof FOOTER>;

const STRIPE_STATISTICS = { colStats: messages(1, COLUMN_STATISTICS) };
export const METADATA = { stripeStats: messages(1, STRIPE_STATISTICS) };
export type Metadata = Decoded<typeof METADATA>;

const STREAM = { kind: count(1), column: count(2), length: count(3) };
const COLUMN_ENCODING = { kind: count(1), dictionarySize: count(2) };

export const STRIPE_FOOTER = {
  streams: messages(1, STREAM),
  columns: messages(2, COLUMN_ENCODING),
  writerTimezone: text(3),
};
export type StripeFooter = Decoded<typeof STRIPE_FOOTER>;

const ROW_INDEX_ENTRY = { positions: counts(1), statistics: message(2, COLUMN_STATISTICS) };
export const ROW_INDEX = { entry: messages(1, ROW_INDEX_ENTRY) };
