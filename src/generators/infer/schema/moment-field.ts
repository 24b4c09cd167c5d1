import type { FieldInput } from '../../field-schema.ts';
import { wordsOf } from '../name-hint.ts';
import type { ScalarType, SchemaColumn } from './schema-column.ts';

/** Moments of the year before the clock; births are of those who are of age; unique ones come one after another. */
export function momentField({ type }: ScalarType, { name, unique = false }: SchemaColumn): FieldInput {
  const isDate = type === 'DATE';
  if (unique) return { ticks: { from: isDate ? '2000-01-01' : '-30d', every: isDate ? '1d' : '1m' } };
  const range = rangeOf(wordsOf(name));
  return isDate ? { date: range } : { timestamp: range };
}

function rangeOf(name: string): { from: string; to: string } {
  if (/(^|_)(birth|dob|birthday|born)(_|$)/.test(name)) return { from: '-29000d', to: '-6600d' };
  if (/(^|_)(due|expir(y|es|ation)|valid_(to|until)|end|ends)(_|$)/.test(name)) return { from: 'now', to: '+365d' };
  return { from: '-365d', to: 'now' };
}
