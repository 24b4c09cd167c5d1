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
import type { DataType, Field } from 'apache-arrow';
import type { ColumnBuilder } from './arrow-builder.ts';
import { decimalLayout, hugeConverter, intervalConverter } from './arrow-converters.ts';
import { BooleanBuilder, FixedBuilder, NullBuilder } from './arrow-fixed-builder.ts';
import { ArrayBuilder, BytesBuilder, ListBuilder, StructBuilder } from './arrow-nested-builder.ts';
import { EnumBuilder, UuidBuilder } from './arrow-text-builder.ts';
import { typeText } from './type-text.ts';

/** What collects DuckDB vectors of `type` as the Arrow type of `field`; `column` is for errors. */
export function columnBuilder(type: DuckDBType, field: Field, column: string): ColumnBuilder {
  const width = COPIED.get(type.typeId);
  if (width !== undefined) return new FixedBuilder(field.type, width);
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return new BooleanBuilder(field.type);
    case DuckDBTypeId.VARCHAR:
    case DuckDBTypeId.BLOB:
      return new BytesBuilder(field.type);
    case DuckDBTypeId.SQLNULL:
      return new NullBuilder(field.type);
    default:
      return convertingBuilder(type, field, column);
  }
}

/** Bytes of the types whose values Arrow lays out as DuckDB does. */
const COPIED = new Map<DuckDBTypeId, number>([
  [DuckDBTypeId.TINYINT, 1],
  [DuckDBTypeId.UTINYINT, 1],
  [DuckDBTypeId.SMALLINT, 2],
  [DuckDBTypeId.USMALLINT, 2],
  [DuckDBTypeId.INTEGER, 4],
  [DuckDBTypeId.UINTEGER, 4],
  [DuckDBTypeId.BIGINT, 8],
  [DuckDBTypeId.UBIGINT, 8],
  [DuckDBTypeId.FLOAT, 4],
  [DuckDBTypeId.DOUBLE, 8],
  [DuckDBTypeId.DATE, 4],
  [DuckDBTypeId.TIME, 8],
  [DuckDBTypeId.TIME_NS, 8],
  [DuckDBTypeId.TIMESTAMP_S, 8],
  [DuckDBTypeId.TIMESTAMP_MS, 8],
  [DuckDBTypeId.TIMESTAMP, 8],
  [DuckDBTypeId.TIMESTAMP_NS, 8],
  [DuckDBTypeId.TIMESTAMP_TZ, 8],
]);

function convertingBuilder(type: DuckDBType, field: Field, column: string): ColumnBuilder {
  if (type instanceof DuckDBDecimalType) return new FixedBuilder(field.type, ...decimalLayout(type.width));
  if (type instanceof DuckDBEnumType) return new EnumBuilder(type, field.type);
  if (type instanceof DuckDBListType) {
    return new ListBuilder(field.type, columnBuilder(type.valueType, childOf(field.type, 0), column));
  }
  if (type instanceof DuckDBArrayType) {
    const items = columnBuilder(type.valueType, childOf(field.type, 0), column);
    return new ArrayBuilder(field.type, type.length, items);
  }
  if (type instanceof DuckDBStructType) return structBuilder(type.entryTypes, field.type, column);
  if (type instanceof DuckDBMapType) {
    return new ListBuilder(
      field.type,
      structBuilder([type.keyType, type.valueType], childOf(field.type, 0).type, column),
    );
  }
  switch (type.typeId) {
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return new FixedBuilder(field.type, 16, 16, hugeConverter(type, column));
    case DuckDBTypeId.UUID:
      return new UuidBuilder(field.type);
    case DuckDBTypeId.INTERVAL:
      return new FixedBuilder(field.type, 16, 16, intervalConverter(type, column));
    default:
      throw new TypeError(`no Arrow builder for ${typeText(type)}`);
  }
}

function structBuilder(types: readonly DuckDBType[], type: DataType, column: string): ColumnBuilder {
  const fields = types.map((entry, index) => columnBuilder(entry, childOf(type, index), column));
  return new StructBuilder(type, fields);
}

function childOf(type: DataType, index: number): Field {
  const child = type.children[index];
  if (!child) throw new TypeError(`${String(type)} has no child ${index}`);
  return child;
}
