import { isObject, listOf, numberOf, stated, stepTo, textOf, type JsonObject } from './json-value.ts';
import { scalar, type SchemaColumn, type SchemaReading, type SchemaType, type TableSchema } from './schema-column.ts';
import { malformed, simplified, unsupported } from './schema-finding.ts';

interface Reading extends SchemaReading {
  /** Named types by their full and their short name. */
  readonly named: Map<string, JsonObject>;
}

interface Place {
  readonly at: string;
  readonly reading: Reading;
  /** The records that lead here. */
  readonly way: readonly JsonObject[];
}

/** A dataset by the Avro schema of its records (Avro specification 1.11). */
export function readAvroSchema(root: JsonObject, reading: SchemaReading): TableSchema {
  const place = { at: '', reading: { ...reading, named: new Map<string, JsonObject>() }, way: [] };
  return {
    name: shortName(textOf(root['name']) ?? reading.name),
    ...stated({ about: textOf(root['doc']) }),
    columns: fieldsOf(root, place),
  };
}

function fieldsOf(record: JsonObject, place: Place): SchemaColumn[] {
  if (place.way.includes(record)) throw unsupported('the record contains itself', place.at);
  remember(record, place.reading);
  const within = { ...place, way: [...place.way, record] };
  return listOf(record['fields']).map((field, index) => {
    const at = stepTo(`${place.at}/fields`, index);
    const name = isObject(field) ? textOf(field['name']) : undefined;
    if (!isObject(field) || name === undefined)
      throw malformed('a field without a name', at, '{ "name": …, "type": … }');
    return { name, ...typeOf(field['type'], { ...within, at: `${at}/type` }) };
  });
}

interface Typed {
  readonly type: SchemaType;
  readonly nullable: boolean;
}

function typeOf(type: unknown, place: Place): Typed {
  if (Array.isArray(type)) return union(type, place);
  if (typeof type === 'string') return { type: typeNamed(type, {}, place), nullable: type === 'null' };
  if (!isObject(type)) throw malformed('not a type', place.at, 'a name, an object or a list');
  const name = type['type'];
  if (typeof name !== 'string') return typeOf(name, { ...place, at: `${place.at}/type` });
  return { type: typeNamed(name, type, place), nullable: false };
}

function union(members: readonly unknown[], place: Place): Typed {
  const others = members.filter((member) => member !== 'null');
  if (others.length > 1) place.reading.findings.push(simplified('of a union the first type is taken', place.at));
  if (others.length === 0) return { type: typeNamed('null', {}, place), nullable: true };
  const { type } = typeOf(others[0], { ...place, at: stepTo(place.at, members.indexOf(others[0])) });
  return { type, nullable: others.length < members.length };
}

function typeNamed(name: string, node: JsonObject, place: Place): SchemaType {
  const logical = logicalType(textOf(node['logicalType']), node);
  if (logical !== undefined) return logical;
  const simple = SIMPLE[name];
  if (simple !== undefined) return scalar(simple);
  switch (name) {
    case 'record':
      return { kind: 'struct', fields: fieldsOf(node, place) };
    case 'enum':
      remember(node, place.reading);
      return scalar('VARCHAR', { values: listOf(node['symbols']).map(String) });
    case 'fixed':
      remember(node, place.reading);
      return scalar('BLOB');
    case 'array':
      return { kind: 'list', of: typeOf(node['items'], { ...place, at: `${place.at}/items` }).type };
    case 'map':
      place.reading.findings.push(simplified('a map has no kind of field: the recipe has JSON text', place.at));
      return scalar('JSON');
    default:
      return known(name, place);
  }
}

function known(name: string, place: Place): SchemaType {
  const found = place.reading.named.get(name) ?? place.reading.named.get(shortName(name));
  if (found !== undefined) return typeOf(found, place).type;
  throw unsupported(
    `there is no type ${JSON.stringify(name)}`,
    place.at,
    `one of ${Object.keys(SIMPLE).join(', ')}, or a type named above`,
  );
}

const SIMPLE: Readonly<Record<string, string>> = {
  null: 'VARCHAR',
  boolean: 'BOOLEAN',
  int: 'INTEGER',
  long: 'BIGINT',
  float: 'FLOAT',
  double: 'DOUBLE',
  bytes: 'BLOB',
  string: 'VARCHAR',
};

function logicalType(name: string | undefined, node: JsonObject): SchemaType | undefined {
  if (name === 'decimal') {
    const precision = numberOf(node['precision']) ?? 18;
    return scalar(`DECIMAL(${precision},${numberOf(node['scale']) ?? 0})`);
  }
  const type = name === undefined ? undefined : LOGICAL[name];
  return type === undefined ? undefined : scalar(type);
}

const LOGICAL: Readonly<Record<string, string>> = {
  date: 'DATE',
  'time-millis': 'TIME',
  'time-micros': 'TIME',
  'timestamp-millis': 'TIMESTAMP WITH TIME ZONE',
  'timestamp-micros': 'TIMESTAMP WITH TIME ZONE',
  'local-timestamp-millis': 'TIMESTAMP',
  'local-timestamp-micros': 'TIMESTAMP',
  uuid: 'UUID',
  duration: 'INTERVAL',
};

function remember(node: JsonObject, { named }: Reading): void {
  const name = textOf(node['name']);
  if (name === undefined) return;
  named.set(name, node);
  named.set(shortName(name), node);
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
