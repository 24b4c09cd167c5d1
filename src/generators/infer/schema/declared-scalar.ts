import { parseType, type TypeNode } from '../../../formats/declared-type.ts';
import { scalar, type SchemaReading, type SchemaType } from './schema-column.ts';
import { simplified } from './schema-finding.ts';

/** A type of Hive, Glue, Spark or DuckDB as it is declared; `at` is where, for findings. */
export function declaredType(text: string, at: string, reading: SchemaReading): SchemaType {
  const [, length] = /^(?:var)?char\s*\(\s*(\d+)\s*\)$/i.exec(text.trim()) ?? [];
  if (length !== undefined) return scalar('VARCHAR', { maxLength: Number(length) });
  return typeOfNode(parseType(text), at, reading);
}

function typeOfNode(node: TypeNode, at: string, reading: SchemaReading): SchemaType {
  switch (node.kind) {
    case 'scalar':
      return node.name.startsWith('ENUM(') ? scalar('VARCHAR', { values: membersOf(node.name) }) : scalar(node.name);
    case 'list':
      return { kind: 'list', of: typeOfNode(node.of, at, reading) };
    case 'struct':
      return {
        kind: 'struct',
        fields: node.fields.map(({ name, type }) => ({
          name,
          type: typeOfNode(type, `${at}.${name}`, reading),
          nullable: true,
        })),
      };
    case 'map':
      reading.findings.push(simplified('a map has no kind of field: the recipe has JSON text', at));
      return scalar('JSON');
  }
}

function membersOf(type: string): string[] {
  return [...type.matchAll(/'((?:[^']|'')*)'/g)].map(([, member = '']) => member.replaceAll("''", "'"));
}
