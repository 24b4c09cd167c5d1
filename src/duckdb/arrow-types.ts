import {
  ARRAY,
  BIGINT,
  BLOB,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  DuckDBStructType,
  DuckDBTypeId,
  FLOAT,
  INTEGER,
  INTERVAL,
  LIST,
  MAP,
  SMALLINT,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  TIMESTAMP_MS,
  TIMESTAMP_NS,
  TIMESTAMP_S,
  TIME_NS,
  TINYINT,
  UBIGINT,
  UINTEGER,
  USMALLINT,
  UTINYINT,
  VARCHAR,
  type DuckDBType,
} from '@duckdb/node-api';
import { DataType, Precision, TimeUnit, type Field, type Int, type Schema } from 'apache-arrow';
import { userError, type UserError } from '../core/errors.ts';
import { isBinary, isText } from './arrow-bytes.ts';
import { DUCKDB_TYPE } from './arrow-schema.ts';
import type { Column } from './session.ts';
import { isJson, parseType, typeText } from './type-text.ts';

/**
 * The columns that a table made from Arrow data of this schema has. What DuckDB lacks gets the next type that holds
 * every value: Float16 becomes FLOAT, Date64 DATE, Time32 TIME, a timestamp with any zone TIMESTAMP WITH TIME ZONE,
 * a dictionary the type of its values, durations and intervals INTERVAL, Null INTEGER (as DuckDB has it). Throws a
 * `UserError` (`ARROW_TYPE_UNSUPPORTED`) for unions, run-end encoding and decimals beyond 38 digits.
 */
export function columnsOfSchema(schema: Schema): Column[] {
  return schema.fields.map((field) => ({ name: field.name, type: typeText(typeOfField(field, field.name)) }));
}

/** The DuckDB type for an Arrow field; `column` is the top-level column, for errors. */
export function typeOfField(field: Field, column: string): DuckDBType {
  const named = field.metadata.get(DUCKDB_TYPE);
  const type = named === undefined ? undefined : parseType(named, column);
  return type && isStoredAs(type, field.type) ? type : typeOf(field.type, column);
}

/** Whether the metadata can be true: anyone can have written it. */
function isStoredAs(type: DuckDBType, stored: DataType): boolean {
  switch (type.typeId) {
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return DataType.isDecimal(stored) && stored.scale === 0;
    case DuckDBTypeId.UUID:
      return isText(stored);
    case DuckDBTypeId.ENUM:
      return DataType.isDictionary(stored) && isText(stored.dictionary);
    default:
      return isJson(type) && isText(stored);
  }
}

function typeOf(type: DataType, column: string): DuckDBType {
  if (DataType.isNull(type)) return INTEGER;
  if (DataType.isBool(type)) return BOOLEAN;
  if (DataType.isInt(type)) return integerType(type);
  if (DataType.isFloat(type)) return type.precision === Precision.DOUBLE ? DOUBLE : FLOAT;
  if (isText(type)) return VARCHAR;
  if (isBinary(type)) return BLOB;
  if (DataType.isDate(type)) return DATE;
  if (DataType.isTime(type)) return type.unit === TimeUnit.NANOSECOND ? TIME_NS : TIME;
  if (DataType.isTimestamp(type)) return isZoned(type.timezone) ? TIMESTAMPTZ : TIMESTAMPS[type.unit];
  if (DataType.isDecimal(type)) return decimalType(type, column);
  if (DataType.isInterval(type) || DataType.isDuration(type)) return INTERVAL;
  if (DataType.isDictionary(type)) return dictionaryType(type.dictionary, column);
  return nestedType(type, column);
}

function dictionaryType(values: DataType, column: string): DuckDBType {
  const isList = DataType.isList(values) || DataType.isLargeList(values) || DataType.isFixedSizeList(values);
  if (isList || DataType.isStruct(values) || DataType.isMap(values) || DataType.isBool(values)) {
    throw unsupported(`dictionary of ${String(values)}`, column);
  }
  return typeOf(values, column);
}

function nestedType(type: DataType, column: string): DuckDBType {
  if (DataType.isList(type) || DataType.isLargeList(type)) return LIST(childType(type, 0, column));
  if (DataType.isFixedSizeList(type)) return ARRAY(childType(type, 0, column), type.listSize);
  if (DataType.isStruct(type)) {
    return new DuckDBStructType(
      type.children.map(({ name }) => name),
      type.children.map((child) => typeOfField(child, column)),
    );
  }
  if (DataType.isMap(type)) {
    const entries = type.children[0]?.type;
    if (entries) return MAP(childType(entries, 0, column), childType(entries, 1, column));
  }
  throw unsupported(String(type), column);
}

function childType(type: DataType, index: number, column: string): DuckDBType {
  const child = type.children[index];
  if (!child) throw unsupported(String(type), column);
  return typeOfField(child, column);
}

const INTEGERS = new Map<string, DuckDBType>([
  ['true8', TINYINT],
  ['true16', SMALLINT],
  ['true32', INTEGER],
  ['true64', BIGINT],
  ['false8', UTINYINT],
  ['false16', USMALLINT],
  ['false32', UINTEGER],
]);

function integerType({ isSigned, bitWidth }: Int): DuckDBType {
  return INTEGERS.get(`${isSigned}${bitWidth}`) ?? UBIGINT;
}

function isZoned(timezone: string | null | undefined): boolean {
  return timezone !== null && timezone !== undefined && timezone !== '';
}

const TIMESTAMPS: Readonly<Record<TimeUnit, DuckDBType>> = {
  [TimeUnit.SECOND]: TIMESTAMP_S,
  [TimeUnit.MILLISECOND]: TIMESTAMP_MS,
  [TimeUnit.MICROSECOND]: TIMESTAMP,
  [TimeUnit.NANOSECOND]: TIMESTAMP_NS,
};

function decimalType(type: { precision: number; scale: number }, column: string): DuckDBType {
  const { precision, scale } = type;
  if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
    throw unsupported(`Decimal(${precision}, ${scale})`, column);
  }
  return DECIMAL(precision, scale);
}

function unsupported(type: string, column: string): UserError {
  return userError({
    code: 'ARROW_TYPE_UNSUPPORTED',
    message: `the Arrow type ${type} has no counterpart in DuckDB`,
    column,
    found: type,
  });
}
