// The enumerations of orc_proto.proto: the place in each list is the number.

export const COMPRESSION_KINDS = ['none', 'zlib', 'snappy', 'lzo', 'lz4', 'zstd', 'brotli'] as const;
export type OrcCompression = (typeof COMPRESSION_KINDS)[number];

/** The names that ORC and Hive write types by. */
export const TYPE_KINDS = [
  'boolean',
  'tinyint',
  'smallint',
  'int',
  'bigint',
  'float',
  'double',
  'string',
  'binary',
  'timestamp',
  'array',
  'map',
  'struct',
  'uniontype',
  'decimal',
  'date',
  'varchar',
  'char',
  'timestamp with local time zone',
] as const;
export type OrcTypeKind = (typeof TYPE_KINDS)[number];

export const STREAM_KINDS = [
  'PRESENT',
  'DATA',
  'LENGTH',
  'DICTIONARY_DATA',
  'DICTIONARY_COUNT',
  'SECONDARY',
  'ROW_INDEX',
  'BLOOM_FILTER',
  'BLOOM_FILTER_UTF8',
] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

export const ENCODING_KINDS = ['DIRECT', 'DICTIONARY', 'DIRECT_V2', 'DICTIONARY_V2'] as const;
export type EncodingKind = (typeof ENCODING_KINDS)[number];
