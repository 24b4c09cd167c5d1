import { sparkTypeOf } from '../column-type.ts';
import { structFields } from '../struct-fields.ts';

/** How Spark's messages name a column's type: `INT`, `ARRAY<STRING>`, `STRUCT<a: INT>`. */
export function sqlTypeName(type: string): string {
  const element = /^(.*)\[\d*\]$/s.exec(type)?.[1];
  if (element !== undefined) return `ARRAY<${sqlTypeName(element)}>`;
  if (type.startsWith('STRUCT(')) {
    const fields = structFields(type).map((field) => `${field.name}: ${sqlTypeName(field.type)}`);
    return `STRUCT<${fields.join(', ')}>`;
  }
  const name = sparkTypeOf(type).replace('Type', '').toUpperCase();
  return WHOLE_NUMBERS[name] ?? name;
}

const WHOLE_NUMBERS: Readonly<Record<string, string>> = {
  BYTE: 'TINYINT',
  SHORT: 'SMALLINT',
  INTEGER: 'INT',
  LONG: 'BIGINT',
};
