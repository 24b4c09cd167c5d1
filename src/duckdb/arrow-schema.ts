import {
  DuckDBArrayType,
  DuckDBDecimalType,
  DuckDBEnumType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  DuckDBTypeId,
  type DuckDBType,
} from '@duckdb/node-api';
import {
  Binary,
  Bool,
  DateDay,
  Decimal,
  Dictionary,
  Field,
  FixedSizeList,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  IntervalMonthDayNano,
  List,
  Map_,
  Null,
  Schema,
  Struct,
  TimeMicrosecond,
  TimeNanosecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  Uint16,
  Uint32,
  Uint64,
  Uint8,
  Utf8,
  type DataType,
} from 'apache-arrow';
import { userError } from '../core/errors.ts';
import type { Column } from './session.ts';
import { isJson, parseType, typeText } from './type-text.ts';

/** Metadata of an Arrow field: the DuckDB type, where Arrow's own type does not tell (UUID, HUGEINT, ENUM, JSON). */
export const DUCKDB_TYPE = 'duckdb.type';

/**
 * The Arrow schema of columns with DuckDB types. Integers, floats, dates, times, timestamps, decimals, text, binary
 * and nested types have a type of their own in Arrow; HUGEINT and UHUGEINT become `Decimal(38, 0)`, UUID and JSON
 * text, ENUM a dictionary, INTERVAL months, days and nanoseconds, each with its DuckDB type as metadata. Throws a
 * `UserError`: `ARROW_TYPE_UNSUPPORTED` for BIT, BIGNUM, UNION, TIMETZ and others, `TYPE_UNKNOWN`.
 */
export function arrowSchemaOf(columns: readonly Column[]): Schema {
  return schemaOfTypes(columns.map(({ name, type }) => ({ name, type: parseType(type, name) })));
}

/** {@link arrowSchemaOf} for types that DuckDB gave. */
export function schemaOfTypes(columns: readonly { readonly name: string; readonly type: DuckDBType }[]): Schema {
  // Dictionaries are numbered by schema, not by the library's counter, so that equal tables give equal bytes.
  let dictionaries = 0;
  const nextDictionary = (): number => dictionaries++;
  return new Schema(columns.map(({ name, type }) => arrowField(name, type, { column: name, nextDictionary })));
}

interface Context {
  readonly column: string;
  readonly nextDictionary: () => number;
}

function arrowField(name: string, type: DuckDBType, context: Context): Field {
  return new Field(name, arrowType(type, context), true, metadataOf(type));
}

const NAMED: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.UUID,
  DuckDBTypeId.ENUM,
]);

function metadataOf(type: DuckDBType): Map<string, string> {
  return new Map(NAMED.has(type.typeId) || isJson(type) ? [[DUCKDB_TYPE, typeText(type)]] : []);
}

const SIMPLE = new Map<DuckDBTypeId, () => DataType>([
  [DuckDBTypeId.BOOLEAN, () => new Bool()],
  [DuckDBTypeId.TINYINT, () => new Int8()],
  [DuckDBTypeId.SMALLINT, () => new Int16()],
  [DuckDBTypeId.INTEGER, () => new Int32()],
  [DuckDBTypeId.BIGINT, () => new Int64()],
  [DuckDBTypeId.UTINYINT, () => new Uint8()],
  [DuckDBTypeId.USMALLINT, () => new Uint16()],
  [DuckDBTypeId.UINTEGER, () => new Uint32()],
  [DuckDBTypeId.UBIGINT, () => new Uint64()],
  [DuckDBTypeId.HUGEINT, () => new Decimal(0, 38)],
  [DuckDBTypeId.UHUGEINT, () => new Decimal(0, 38)],
  [DuckDBTypeId.FLOAT, () => new Float32()],
  [DuckDBTypeId.DOUBLE, () => new Float64()],
  [DuckDBTypeId.VARCHAR, () => new Utf8()],
  [DuckDBTypeId.UUID, () => new Utf8()],
  [DuckDBTypeId.BLOB, () => new Binary()],
  [DuckDBTypeId.DATE, () => new DateDay()],
  [DuckDBTypeId.TIME, () => new TimeMicrosecond()],
  [DuckDBTypeId.TIME_NS, () => new TimeNanosecond()],
  [DuckDBTypeId.TIMESTAMP_S, () => new TimestampSecond()],
  [DuckDBTypeId.TIMESTAMP_MS, () => new TimestampMillisecond()],
  [DuckDBTypeId.TIMESTAMP, () => new TimestampMicrosecond()],
  [DuckDBTypeId.TIMESTAMP_NS, () => new TimestampNanosecond()],
  [DuckDBTypeId.TIMESTAMP_TZ, () => new TimestampMicrosecond('UTC')],
  [DuckDBTypeId.INTERVAL, () => new IntervalMonthDayNano()],
  [DuckDBTypeId.SQLNULL, () => new Null()],
]);

function arrowType(type: DuckDBType, context: Context): DataType {
  const simple = SIMPLE.get(type.typeId);
  if (simple) return simple();
  if (type instanceof DuckDBDecimalType) return new Decimal(type.scale, type.width);
  if (type instanceof DuckDBEnumType) return new Dictionary(new Utf8(), enumIndex(type), context.nextDictionary());
  if (type instanceof DuckDBListType) return new List(arrowField('item', type.valueType, context));
  if (type instanceof DuckDBArrayType)
    return new FixedSizeList(type.length, arrowField('item', type.valueType, context));
  if (type instanceof DuckDBStructType) return new Struct(structFields(type, context));
  if (type instanceof DuckDBMapType) return mapType(type, context);
  throw userError({
    code: 'ARROW_TYPE_UNSUPPORTED',
    message: `the type ${typeText(type)} has no counterpart in Arrow`,
    column: context.column,
    found: typeText(type),
    hint: 'Cast the column to VARCHAR in the query.',
  });
}

function enumIndex(type: DuckDBEnumType): Uint8 | Uint16 | Uint32 {
  if (type.internalTypeId === DuckDBTypeId.UTINYINT) return new Uint8();
  return type.internalTypeId === DuckDBTypeId.USMALLINT ? new Uint16() : new Uint32();
}

function structFields(type: DuckDBStructType, context: Context): Field[] {
  return type.entryTypes.map((entry, index) => arrowField(type.entryNames[index] ?? '', entry, context));
}

function mapType(type: DuckDBMapType, context: Context): DataType {
  const key: Field = new Field('key', arrowType(type.keyType, context), false, metadataOf(type.keyType));
  const value = arrowField('value', type.valueType, context);
  return new Map_(new Field('entries', new Struct<{ key: DataType; value: DataType }>([key, value]), false));
}
