import { parseType, type TypeNode } from '../../declared-type.ts';

/** `fits`: each value is one of the expected type. `wider`: the expected type's values are all of this one. `other`: neither. */
export type TypeRelation = 'fits' | 'wider' | 'other';

/** How the type found stands to the one expected (DuckDB names). */
export function relationOf(found: string, expected: string): TypeRelation {
  if (found === expected) return 'fits';
  const [left, right] = [nodeOf(found), nodeOf(expected)];
  if (!left || !right) return 'other';
  if (holds(right, left)) return 'fits';
  return holds(left, right) ? 'wider' : 'other';
}

/** Whether both are types of numbers, so that a wider one holds the values of both. */
export function areNumbers(left: string, right: string): boolean {
  return numberOf(left) !== undefined && numberOf(right) !== undefined;
}

/** A type that cannot be taken apart (a union, say) is like itself alone. */
function nodeOf(type: string): TypeNode | undefined {
  try {
    return parseType(type);
  } catch {
    return undefined;
  }
}

/** Whether every value of the smaller type is one of the larger. */
function holds(larger: TypeNode, smaller: TypeNode): boolean {
  if (larger.kind === 'list' && smaller.kind === 'list') return holds(larger.of, smaller.of);
  if (larger.kind === 'map' && smaller.kind === 'map') {
    return holds(larger.key, smaller.key) && holds(larger.value, smaller.value);
  }
  if (larger.kind === 'struct' && smaller.kind === 'struct') {
    return smaller.fields.every(({ name, type }) => {
      const field = larger.fields.find((one) => one.name === name);
      return field !== undefined && holds(field.type, type);
    });
  }
  return larger.kind === 'scalar' && smaller.kind === 'scalar' && scalarHolds(larger.name, smaller.name);
}

function scalarHolds(larger: string, smaller: string): boolean {
  if (larger === smaller) return true;
  const [wide, narrow] = [numberOf(larger), numberOf(smaller)];
  if (wide && narrow) {
    const roomForSign = wide.signed || !narrow.signed;
    return (
      roomForSign && wide.whole >= narrow.whole && wide.scale >= narrow.scale && (wide.exact || isExactIn(narrow, wide))
    );
  }
  return (MOMENTS[larger] ?? []).includes(smaller);
}

interface NumberType {
  /** Bits before and after the point that it holds. */
  readonly whole: number;
  readonly scale: number;
  readonly signed: boolean;
  readonly exact: boolean;
}

/** A binary fraction holds integers up to its mantissa, and other binary fractions; no decimal. */
function isExactIn(narrow: NumberType, wide: NumberType): boolean {
  return !narrow.exact || (narrow.scale === 0 && narrow.whole <= wide.whole);
}

const INTEGERS: Readonly<Record<string, number>> = {
  TINYINT: 7,
  SMALLINT: 15,
  INTEGER: 31,
  BIGINT: 63,
  HUGEINT: 127,
  UTINYINT: 8,
  USMALLINT: 16,
  UINTEGER: 32,
  UBIGINT: 64,
  UHUGEINT: 128,
};

function numberOf(type: string): NumberType | undefined {
  const bits = INTEGERS[type];
  if (bits !== undefined) return { whole: bits, scale: 0, signed: !type.startsWith('U'), exact: true };
  if (type === 'FLOAT') return { whole: 24, scale: 1000, signed: true, exact: false };
  if (type === 'DOUBLE') return { whole: 53, scale: 1001, signed: true, exact: false };
  const [, precision, scale] = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(type) ?? [];
  if (precision === undefined || scale === undefined) return undefined;
  const digits = Number(precision) - Number(scale);
  return { whole: Math.floor(digits * Math.log2(10)), scale: Number(scale), signed: true, exact: true };
}

const MOMENTS: Readonly<Record<string, readonly string[]>> = {
  TIMESTAMP: ['DATE', 'TIMESTAMP_S', 'TIMESTAMP_MS'],
  TIMESTAMP_NS: ['TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP'],
  TIMESTAMP_MS: ['DATE', 'TIMESTAMP_S'],
};
