import { DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import { DataType, DateUnit, IntervalUnit, Precision, TimeUnit } from 'apache-arrow';
import { dateOfMillis, singleOfHalf, intervalOf, intervalOfDuration, scaled, timeOf } from './arrow-in-converters.ts';
import { decimalWriter } from './arrow-decimal-writer.ts';
import { converting, markValid, valueBytes, writeBytes, writeValidity, type ColumnWriter } from './arrow-writer.ts';
import { bitAt } from './bitmap.ts';

/** The writer for Arrow types whose values all have one width; undefined for other types. */
export function fixedWriter(type: DataType, target: DuckDBType, column: string): ColumnWriter | undefined {
  if (DataType.isNull(type)) return writeNulls;
  if (DataType.isBool(type)) return writeBooleans;
  if (DataType.isInt(type)) return copying(type.bitWidth / 8);
  if (DataType.isFloat(type)) return floatWriter(type.precision);
  if (DataType.isDate(type)) return type.unit === DateUnit.DAY ? copying(4) : converting(8, 4, dateOfMillis(column));
  if (DataType.isTime(type)) return converting(type.bitWidth / 8, 8, timeOf(type.unit, column));
  if (DataType.isTimestamp(type)) return timestampWriter(type.unit, target, column);
  if (DataType.isDuration(type)) return converting(8, 16, intervalOfDuration(type.unit, column));
  if (DataType.isInterval(type)) return converting(INTERVAL_BYTES[type.unit], 16, intervalOf(type.unit, column));
  if (DataType.isDecimal(type)) return decimalWriter(type, target, column);
  return undefined;
}

const INTERVAL_BYTES: Readonly<Record<IntervalUnit, number>> = {
  [IntervalUnit.YEAR_MONTH]: 4,
  [IntervalUnit.DAY_TIME]: 8,
  [IntervalUnit.MONTH_DAY_NANO]: 16,
};

const writeNulls: ColumnWriter = (vector, _data, _start, count) => markValid(vector, count, () => false);

const writeBooleans: ColumnWriter = (vector, data, start, count) => {
  const bytes = new Uint8Array(count);
  for (let row = 0; row < count; row++) bytes[row] = bitAt(data.values, data.offset + start + row) ? 1 : 0;
  writeBytes(vector, bytes);
  writeValidity(vector, data, start, count);
};

/** Values that DuckDB lays out as Arrow does. */
function copying(width: number): ColumnWriter {
  return (vector, data, start, count) => {
    writeBytes(vector, valueBytes(data, width, start, count));
    writeValidity(vector, data, start, count);
  };
}

function floatWriter(precision: Precision): ColumnWriter {
  if (precision === Precision.HALF) return converting(2, 4, singleOfHalf);
  return copying(precision === Precision.SINGLE ? 4 : 8);
}

/** Without a zone DuckDB has every unit; with one it has microseconds only. */
function timestampWriter(unit: TimeUnit, target: DuckDBType, column: string): ColumnWriter {
  if (target.typeId !== DuckDBTypeId.TIMESTAMP_TZ || unit === TimeUnit.MICROSECOND) return copying(8);
  return converting(8, 8, scaled(unit, column));
}
