import { parseType, printType, type TypeNode } from './declared-type.ts';

/** The type of a column in Parquet, which has no whole numbers of 128 bits: DuckDB would write them as doubles. */
export function storableType(type: string): string {
  return /HUGEINT/.test(type) ? printType(storable(parseType(type))) : type;
}

function storable(type: TypeNode): TypeNode {
  switch (type.kind) {
    case 'scalar':
      return /^U?HUGEINT$/.test(type.name) ? { kind: 'scalar', name: 'DECIMAL(38,0)' } : type;
    case 'list':
      return { kind: 'list', of: storable(type.of) };
    case 'map':
      return { kind: 'map', key: storable(type.key), value: storable(type.value) };
    default:
      return { kind: 'struct', fields: type.fields.map(({ name, type: of }) => ({ name, type: storable(of) })) };
  }
}
