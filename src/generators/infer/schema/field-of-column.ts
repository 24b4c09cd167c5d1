import type { FieldInput } from '../../field-schema.ts';
import { momentField } from './moment-field.ts';
import { numberField } from './number-field.ts';
import type { ScalarType, SchemaColumn, SchemaReading, SchemaType } from './schema-column.ts';
import { simplified } from './schema-finding.ts';
import { textField } from './text-field.ts';

/** The share of rows without a value, where a schema allows that. */
const NULLS = 0.05;

const WRITABLE = /^[a-z][a-z0-9_ ]*(\(\s*\d+\s*(,\s*\d+\s*)?\))?$/i;

/** A field whose values are what the schema allows, and what the name of the column says. */
export function fieldOfColumn(column: SchemaColumn, reading: SchemaReading): FieldInput {
  const field = fieldOfType(column.type, column, reading);
  return column.nullable ? { ...field, nullRate: NULLS } : field;
}

function fieldOfType(type: SchemaType, column: SchemaColumn, reading: SchemaReading): FieldInput {
  switch (type.kind) {
    case 'struct':
      return { struct: Object.fromEntries(type.fields.map((field) => [field.name, fieldOfColumn(field, reading)])) };
    case 'list': {
      const max = Math.min(Math.max(type.max ?? 5, 1), 100);
      const of = fieldOfType(type.of, { name: column.name, type: type.of, nullable: false }, reading);
      return { list: { of, min: Math.min(type.min ?? (column.nullable ? 0 : 1), max), max } };
    }
    case 'scalar': {
      const field = scalarField(type, column, reading);
      return { ...field, ...typeOf(field, type.type) };
    }
  }
}

function scalarField(type: ScalarType, column: SchemaColumn, reading: SchemaReading): FieldInput {
  if (type.values !== undefined) {
    const { values } = type;
    return { choice: [...values], ...(column.unique === true ? { unique: true } : {}) };
  }
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|UHUGEINT)$/.test(type.type))
    return numberField(type, column);
  if (/^(DATE|TIMESTAMP.*)$/.test(type.type)) return momentField(type, column);
  switch (type.type) {
    case 'BOOLEAN':
      return { choice: [true, false] };
    case 'VARCHAR':
      return textField(type, column, reading);
    case 'UUID':
      return { uuid: {} };
    case 'TIME':
    case 'TIME WITH TIME ZONE':
      return { timestamp: { from: '2000-01-01', to: '2000-01-01T23:59:59' } };
    case 'INTERVAL':
      return { pattern: '## hours' };
    case 'BLOB':
      return { pattern: '********' };
    case 'JSON':
      return { pattern: '{"id": "#####"}' };
    default:
      reading.findings.push(simplified(`values of type ${type.type} cannot be made: the column is empty`, column.name));
      return { literal: [null] };
  }
}

/** The type, where it is another than what the field gives by itself. */
function typeOf(field: FieldInput, type: string): { type?: string } {
  if (!WRITABLE.test(type)) return {};
  if (type === 'VARCHAR' && !('sequence' in field) && !isListOfOthers(field)) return {};
  if (type === 'BIGINT' && ('sequence' in field || ('number' in field && field.number.decimals === undefined)))
    return {};
  if (type === 'DATE' && 'date' in field) return {};
  if (type === 'TIMESTAMP' && ('timestamp' in field || 'ticks' in field)) return {};
  return { type: type.toLowerCase() };
}

/** Values that are not all text, and would be of another type by themselves. */
function isListOfOthers(field: FieldInput): boolean {
  return 'choice' in field && Array.isArray(field.choice) && field.choice.some((value) => typeof value !== 'string');
}
