import { WRITTEN_CODECS } from './avro/written-codecs.ts';
import type { Format } from './format.ts';
import { avroKind } from './kinds/avro.ts';

/** Apache Avro's object container files. */
export const avro: Format = {
  ...avroKind,
  read: async (session, request) => (await import('./avro-file.ts')).readAvro(session, request),
  compressions: [...WRITTEN_CODECS.keys()],
  write: async (session, query, path, options) =>
    (await import('./avro/write-avro.ts')).writeAvro(session, query, path, options),
};
