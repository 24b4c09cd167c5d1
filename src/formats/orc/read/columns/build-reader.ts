import { DataType, type Field } from 'apache-arrow';
import { ENCODING_KINDS, type EncodingKind, type StreamKind } from '../../messages/kinds.ts';
import type { StripeFooter } from '../../messages/shapes.ts';
import { OrcError, type OrcPlace } from '../../orc-error.ts';
import type { OrcType } from '../../orc-type.ts';
import { ByteStream, type Compression } from '../byte-stream.ts';
import { BitRuns } from '../decode/bit-runs.ts';
import { ByteRuns } from '../decode/byte-runs.ts';
import { FixedBytes } from '../decode/fixed-bytes.ts';
import { Integers } from '../decode/integers.ts';
import { LongVarints } from '../decode/long-varints.ts';
import type { StreamBytes } from '../stripe-streams.ts';
import { timeZoneNamed, type TimeZone } from '../time-zone.ts';
import type { ColumnReader } from './column-reader.ts';
import { DecimalReader } from './decimal-reader.ts';
import {
  BigintReader,
  BooleanReader,
  DateReader,
  FloatReader,
  IntReader,
  SmallintReader,
  TinyintReader,
} from './fixed-readers.ts';
import { ListReader, StructReader, UnionReader } from './nested-readers.ts';
import { DictionaryTextReader, DirectTextReader, readDictionary, type Dictionary } from './text-reader.ts';
import { TimestampReader } from './timestamp-reader.ts';

/** What the readers of a stripe's columns are made of. */
export interface StripeContext {
  readonly stripe: number;
  readonly footer: StripeFooter;
  readonly streams: StreamBytes;
  readonly compression: Compression;
  /** Whether dates before 1582 are of the Julian calendar. */
  readonly isJulian: boolean;
}

/** The reader of a column and all within it; `path` is its name in errors. */
export function buildReader(orc: OrcType, type: DataType, path: string, context: StripeContext): ColumnReader {
  const open = (stream: StreamKind): ByteStream =>
    new ByteStream(context.streams(orc.id, stream), context.compression, {
      part: 'stream',
      stripe: context.stripe,
      column: path,
      stream,
    });
  const hasPresent = context.streams(orc.id, 'PRESENT').length > 0;
  const present = hasPresent ? new BitRuns(open('PRESENT')) : undefined;
  const encoding = encodingOf(orc, path, context);
  const version = encoding.endsWith('V2') ? 2 : 1;
  const signed = (stream: StreamKind): Integers => new Integers(open(stream), { version, isSigned: true });
  const unsigned = (stream: StreamKind): Integers => new Integers(open(stream), { version, isSigned: false });
  const children = (): ColumnReader[] => childReaders(orc, type, path, context);
  switch (orc.kind) {
    case 'boolean':
      return new BooleanReader(type, present, new BitRuns(open('DATA')));
    case 'tinyint':
      return new TinyintReader(type, present, new ByteRuns(open('DATA')));
    case 'smallint':
      return new SmallintReader(type, present, signed('DATA'));
    case 'int':
      return new IntReader(type, present, signed('DATA'));
    case 'date':
      return new DateReader(type, present, { integers: signed('DATA'), isJulian: context.isJulian });
    case 'bigint':
      return new BigintReader(type, present, signed('DATA'));
    case 'float':
      return new FloatReader(type, present, new FixedBytes(open('DATA'), 4));
    case 'double':
      return new FloatReader(type, present, new FixedBytes(open('DATA'), 8));
    case 'decimal':
      return new DecimalReader(type, present, {
        decimal: orc,
        numbers: new LongVarints(open('DATA')),
        scales: signed('SECONDARY'),
      });
    case 'timestamp':
    case 'timestamp with local time zone': {
      const zone = orc.kind === 'timestamp' ? zoneOf(context) : undefined;
      const { isJulian } = context;
      return new TimestampReader(type, present, {
        seconds: signed('DATA'),
        nanos: unsigned('SECONDARY'),
        zone,
        isJulian,
      });
    }
    case 'string':
    case 'varchar':
    case 'char':
    case 'binary': {
      if (!encoding.startsWith('DICTIONARY')) {
        return new DirectTextReader(type, present, { lengths: unsigned('LENGTH'), bytes: open('DATA') });
      }
      const size = context.footer.columns[orc.id]?.dictionarySize ?? 0;
      const load = (): Dictionary => readDictionary(unsigned('LENGTH'), open('DICTIONARY_DATA'), size);
      return new DictionaryTextReader(type, present, { places: unsigned('DATA'), load });
    }
    case 'array':
    case 'map':
      return new ListReader(type, present, unsigned('LENGTH'), children());
    case 'struct':
      return new StructReader(type, present, children());
    case 'uniontype':
      return new UnionReader(type, present, new ByteRuns(open('DATA')), children());
  }
}

function childReaders(orc: OrcType, type: DataType, path: string, context: StripeContext): ColumnReader[] {
  const within: DataType = DataType.isMap(type) ? type.childType : type;
  const fields: readonly Field[] = within.children ?? [];
  return orc.children.map((child, index) => {
    const field = fields[index];
    if (!field) throw new TypeError(`${String(type)} has no field ${index}`);
    return buildReader(child, field.type, path === '' ? field.name : `${path}.${field.name}`, context);
  });
}

function encodingOf({ id }: OrcType, path: string, { footer, stripe }: StripeContext): EncodingKind {
  const place: OrcPlace = { part: 'stripe', stripe, column: path };
  const column = footer.columns[id];
  if (!column) throw new OrcError(place, 'the stripe does not say how the column is encoded');
  const encoding = ENCODING_KINDS[column.kind ?? 0];
  if (!encoding) throw new OrcError(place, `the encoding ${column.kind} is unknown`);
  return encoding;
}

function zoneOf({ footer, stripe }: StripeContext): TimeZone | undefined {
  const name = footer.writerTimezone ?? '';
  try {
    return timeZoneNamed(name);
  } catch (error) {
    const place: OrcPlace = { part: 'stripe', stripe };
    throw new OrcError(place, `the writer's time zone ${JSON.stringify(name)} is unknown`, { cause: error });
  }
}
