import { structFields } from './struct-fields.ts';

/** What rules ask of a type. */
export type TypeKind = 'integer' | 'decimal' | 'float' | 'text' | 'boolean' | 'date' | 'timestamp' | 'other';

const KINDS: Readonly<Record<string, readonly [kind: TypeKind, spark: string]>> = {
  TINYINT: ['integer', 'ByteType'],
  SMALLINT: ['integer', 'ShortType'],
  INTEGER: ['integer', 'IntegerType'],
  BIGINT: ['integer', 'LongType'],
  HUGEINT: ['integer', 'DecimalType(38,0)'],
  BIGNUM: ['integer', 'DecimalType(38,0)'],
  UTINYINT: ['integer', 'ShortType'],
  USMALLINT: ['integer', 'IntegerType'],
  UINTEGER: ['integer', 'LongType'],
  UBIGINT: ['integer', 'DecimalType(20,0)'],
  UHUGEINT: ['integer', 'DecimalType(38,0)'],
  FLOAT: ['float', 'FloatType'],
  DOUBLE: ['float', 'DoubleType'],
  VARCHAR: ['text', 'StringType'],
  UUID: ['text', 'StringType'],
  JSON: ['text', 'StringType'],
  BOOLEAN: ['boolean', 'BooleanType'],
  DATE: ['date', 'DateType'],
  TIMESTAMP: ['timestamp', 'TimestampType'],
  TIMESTAMP_S: ['timestamp', 'TimestampType'],
  TIMESTAMP_MS: ['timestamp', 'TimestampType'],
  TIMESTAMP_NS: ['timestamp', 'TimestampType'],
  'TIMESTAMP WITH TIME ZONE': ['timestamp', 'TimestampType'],
  BLOB: ['other', 'BinaryType'],
};

const DECIMAL = /^DECIMAL\((\d+),\s*(\d+)\)$/;

/** The kind of a DuckDB type (`DECIMAL(12,2)` is `decimal`). */
export function kindOf(type: string): TypeKind {
  if (DECIMAL.test(type)) return 'decimal';
  if (type.startsWith('ENUM(')) return 'text';
  return KINDS[type]?.[0] ?? 'other';
}

export function isNumeric(type: string): boolean {
  return ['integer', 'decimal', 'float'].includes(kindOf(type));
}

/** Whether a value holds others: a list, a struct, a map. */
export function isNested(type: string): boolean {
  return type.endsWith(']') || type.startsWith('STRUCT(') || type.startsWith('MAP(');
}

/** Digits in all and after the point of a decimal type. */
export function decimalShape(type: string): { readonly width: number; readonly scale: number } | undefined {
  const [, width, scale] = DECIMAL.exec(type) ?? [];
  return width === undefined || scale === undefined ? undefined : { width: Number(width), scale: Number(scale) };
}

/** How Spark names the type, for failure reasons. */
export function sparkTypeOf(type: string): string {
  if (DECIMAL.test(type)) return `DecimalType${type.slice('DECIMAL'.length)}`;
  if (type.startsWith('ENUM(')) return 'StringType';
  if (type.endsWith(']')) return `ArrayType(${sparkTypeOf(type.slice(0, type.lastIndexOf('[')))},true)`;
  if (type.startsWith('STRUCT(')) {
    const fields = structFields(type).map((field) => `StructField(${field.name},${sparkTypeOf(field.type)},true)`);
    return `StructType(${fields.join(',')})`;
  }
  if (type.startsWith('MAP(')) return 'MapType';
  return KINDS[type]?.[1] ?? type;
}
