export { OrcError, type OrcPart, type OrcPlace } from './orc-error.ts';
export type { ArrowTypeOptions } from './arrow-types.ts';
export type { OrcCompression, StreamKind } from './messages/kinds.ts';
export type { Condition } from './read/conditions.ts';
export { openOrc, type BatchOptions, type OpenOptions, type OrcFile, type OrcStripe } from './read/orc-file.ts';
export { readOrc } from './read/read-orc.ts';
export type { OrcWriteCompression } from './write/compress-block.ts';
export type { OrcWriteOptions } from './write/write-options.ts';
export { writeOrc, writeOrcTo, type OrcRows, type OrcSink } from './write/write-orc.ts';
