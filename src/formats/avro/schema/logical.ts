import type { Logical, SimpleLogical } from './avro-type.ts';

const LONGS: readonly SimpleLogical[] = [
  'time-micros',
  'timestamp-millis',
  'timestamp-micros',
  'timestamp-nanos',
  'local-timestamp-millis',
  'local-timestamp-micros',
  'local-timestamp-nanos',
];

/** The logical types of each type, besides `decimal` (specification 1.12, "Logical Types"). */
const SIMPLE: Readonly<Record<string, readonly SimpleLogical[]>> = {
  int: ['date', 'time-millis'],
  long: LONGS,
  string: ['uuid'],
};

/** What a schema says of the meaning of a type, where it can be meant; `size` is that of a `fixed`. */
export function logicalOf(kind: string, schema: Readonly<Record<string, unknown>>, size?: number): Logical | undefined {
  const wanted = schema['logicalType'];
  if (wanted === 'decimal') return decimalOf(kind, schema, size);
  if (kind === 'fixed') {
    if (wanted === 'duration' && size === 12) return { name: wanted };
    return wanted === 'uuid' && size === 16 ? { name: wanted } : undefined;
  }
  const name = SIMPLE[kind]?.find((one) => one === wanted);
  return name && { name };
}

function decimalOf(kind: string, schema: Readonly<Record<string, unknown>>, size?: number): Logical | undefined {
  const { precision, scale = 0 } = schema;
  if (kind !== 'bytes' && kind !== 'fixed') return undefined;
  if (!isWhole(precision) || precision < 1 || !isWhole(scale) || scale > precision) return undefined;
  if (size !== undefined && precision > digitsOf(size)) return undefined;
  return { name: 'decimal', precision, scale };
}

/** How many decimal digits any number of `bytes` bytes in two's complement has room for. */
function digitsOf(bytes: number): number {
  return Math.floor(Math.log10(2) * (8 * bytes - 1));
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
