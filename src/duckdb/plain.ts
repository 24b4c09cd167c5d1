import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  DuckDBUnionValue,
  type DuckDBType,
  type DuckDBValue,
  type DuckDBValueConverter,
} from '@duckdb/node-api';

/**
 * A value as JSON can carry it, exactly: dates `YYYY-MM-DD`; timestamps ISO 8601 with microseconds
 * (`2023-01-02T06:00:00.000000`, with `Z` when the column has a time zone, nine digits for nanoseconds); decimals,
 * and integers beyond 2^53, as text; binary as `0x` and hex digits; NaN and infinities as the text `NaN`,
 * `Infinity`, `-Infinity`; nested values as arrays and objects (a map as an array of `{ key, value }`).
 */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

export const plainConverter: DuckDBValueConverter<Plain> = (value, type) => toPlain(value, type);

function toPlain(value: DuckDBValue, type: DuckDBType): Plain {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return plainInteger(value);
    case 'boolean':
    case 'string':
      return value;
    default:
      return value === null || value === undefined ? null : plainObject(value, type);
  }
}

function plainObject(value: object, type: DuckDBType): Plain {
  if (value instanceof DuckDBTimestampTZValue) return `${isoTimestamp(new DuckDBTimestampValue(value.micros))}Z`;
  if (value instanceof DuckDBBlobValue) return `0x${Buffer.from(value.bytes).toString('hex')}`;
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    const of = 'valueType' in type ? type.valueType : type;
    return value.items.map((item) => toPlain(item, of));
  }
  if (value instanceof DuckDBStructValue) return plainStruct(value, type);
  if (value instanceof DuckDBMapValue) {
    const types = type.typeId === DuckDBTypeId.MAP ? { key: type.keyType, value: type.valueType } : undefined;
    return value.entries.map((entry) => ({
      key: toPlain(entry.key, types?.key ?? type),
      value: toPlain(entry.value, types?.value ?? type),
    }));
  }
  if (value instanceof DuckDBUnionValue) return { [value.tag]: toPlain(value.value, type) };
  return isTimestamp(type) ? isoTimestamp(value) : String(value);
}

function plainStruct(value: DuckDBStructValue, type: DuckDBType): Plain {
  const struct = type.typeId === DuckDBTypeId.STRUCT ? type : undefined;
  return Object.fromEntries(
    Object.entries(value.entries).map(([name, entry]) => [name, toPlain(entry, struct?.typeForEntry(name) ?? type)]),
  );
}

function plainInteger(value: bigint): Plain {
  const small = value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
  return small ? Number(value) : value.toString();
}

const TIMESTAMPS: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
]);

function isTimestamp(type: DuckDBType): boolean {
  return TIMESTAMPS.has(type.typeId);
}

/** DuckDB's own text (`2023-01-02 06:00:00.5`) as ISO 8601 with at least six digits of the second. */
function isoTimestamp(value: object): string {
  const text = String(value);
  const match = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?$/.exec(text);
  return match ? `${match[1]}T${match[2]}.${(match[3] ?? '').padEnd(6, '0')}` : text;
}
