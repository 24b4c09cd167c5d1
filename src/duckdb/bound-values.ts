import { BIGINT, BOOLEAN, DOUBLE, HUGEINT, VARCHAR, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';
import type { Bindings } from './session.ts';

type BoundValues = [values?: Record<string, DuckDBValue>, types?: Record<string, DuckDBType | undefined>];

/** Bindings as the client takes them: whole numbers as BIGINT (HUGEINT beyond 64 bits), other numbers as DOUBLE. */
export function boundValues(bindings: Bindings | undefined): BoundValues {
  const entries = Object.entries(bindings ?? {});
  if (entries.length === 0) return [];
  const bound = entries.map(([name, value]) => ({ name, ...boundValue(value) }));
  return [
    Object.fromEntries(bound.map(({ name, value }) => [name, value])),
    Object.fromEntries(bound.map(({ name, type }) => [name, type])),
  ];
}

function boundValue(value: Bindings[string]): { value: DuckDBValue; type: DuckDBType | undefined } {
  switch (typeof value) {
    case 'string':
      return { value, type: VARCHAR };
    case 'boolean':
      return { value, type: BOOLEAN };
    case 'bigint':
      return { value, type: BigInt.asIntN(64, value) === value ? BIGINT : HUGEINT };
    case 'number':
      return Number.isSafeInteger(value) ? { value: BigInt(value), type: BIGINT } : { value, type: DOUBLE };
    default:
      return { value: null, type: undefined };
  }
}
