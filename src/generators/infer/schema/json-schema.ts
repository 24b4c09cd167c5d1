import { userError } from '../../../core/errors.ts';
import { isObject, isScalarValue, listOf, numberOf, stated, stepTo, textOf, type JsonObject } from './json-value.ts';
import { scalar, type SchemaColumn, type SchemaReading, type SchemaType, type TableSchema } from './schema-column.ts';
import { simplified, unsupported } from './schema-finding.ts';

interface Reading extends SchemaReading {
  readonly root: JsonObject;
}

/** A dataset by a JSON Schema (2020-12, 2019-09, draft 7) of its rows, or of a list of them. */
export function readJsonSchema(root: JsonObject, reading: SchemaReading): TableSchema {
  const all = { ...reading, root };
  const { node, at } = settled(root, '#', all);
  const rows =
    node['type'] === 'array' && isObject(node['items']) ? settled(node['items'], '#/items', all) : { node, at };
  if (!isObject(rows.node['properties'])) {
    throw unsupported(
      'the schema describes no rows with columns',
      rows.at,
      'an object with `properties`, or an array of such',
    );
  }
  const title = textOf(root['title']) ?? textOf(rows.node['title']);
  return {
    name: title ?? reading.name,
    ...stated({ about: textOf(root['description']) }),
    columns: columnsOf(rows.node, rows.at, all, [rows.at]),
  };
}

function columnsOf(node: JsonObject, at: string, reading: Reading, way: readonly string[]): SchemaColumn[] {
  const properties = isObject(node['properties']) ? node['properties'] : {};
  const required = listOf(node['required']);
  return Object.entries(properties).map(([name, property]) => {
    const here = stepTo(`${at}/properties`, name);
    const { type, nullable } = typeOf(property, here, reading, way);
    return { name, type, nullable: nullable || !required.includes(name) };
  });
}

interface Typed {
  readonly type: SchemaType;
  readonly nullable: boolean;
}

function typeOf(value: unknown, at: string, reading: Reading, way: readonly string[]): Typed {
  if (value === true) return { type: scalar('JSON'), nullable: false };
  if (!isObject(value)) throw unsupported('not a schema', at, 'an object');
  const { node, at: here, nullable } = settled(value, at, reading);
  if (way.includes(here)) throw unsupported('the schema contains itself', here);
  tellUnread(node, here, reading);
  const listed = listedOf(node, here);
  if (listed !== undefined) return { type: listed.type, nullable: nullable || listed.nullable };
  const stringed = listOf(node['type']).filter((one) => one !== 'null');
  const isNullable = nullable || listOf(node['type']).includes('null');
  if (stringed.length > 1) reading.findings.push(simplified('of several types the first is taken', `${here}/type`));
  const name = textOf(node['type']) ?? textOf(stringed[0]) ?? impliedType(node);
  return { type: typeNamed(name, node, here, reading, [...way, here]), nullable: isNullable || name === 'null' };
}

function typeNamed(
  name: string | undefined,
  node: JsonObject,
  at: string,
  reading: Reading,
  way: readonly string[],
): SchemaType {
  switch (name) {
    case 'string':
      return text(node);
    case 'integer':
      return scalar('BIGINT', bounds(node));
    case 'number':
      return scalar('DOUBLE', bounds(node));
    case 'boolean':
      return scalar('BOOLEAN');
    case 'array':
      return {
        kind: 'list',
        of: typeOf(node['items'] ?? true, `${at}/items`, reading, way).type,
        ...stated({ min: numberOf(node['minItems']), max: numberOf(node['maxItems']) }),
      };
    case 'object': {
      const fields = columnsOf(node, at, reading, way);
      if (fields.length > 0) return { kind: 'struct', fields };
      reading.findings.push(simplified('an object without `properties` has no fields: the recipe has JSON text', at));
      return scalar('JSON');
    }
    case 'null':
    case undefined:
      reading.findings.push(simplified('the type is not stated: the recipe has JSON text', at));
      return scalar('JSON');
    default:
      throw unsupported(
        `there is no type ${JSON.stringify(name)}`,
        `${at}/type`,
        'string, integer, number, boolean, array, object or null',
      );
  }
}

const FORMAT_TYPES: Readonly<Record<string, string>> = {
  date: 'DATE',
  'date-time': 'TIMESTAMP',
  time: 'TIME',
  duration: 'INTERVAL',
  uuid: 'UUID',
};

function text(node: JsonObject): SchemaType {
  const format = textOf(node['format']);
  const type = format === undefined ? undefined : FORMAT_TYPES[format];
  if (type !== undefined) return scalar(type);
  return scalar(
    'VARCHAR',
    stated({
      format,
      regex: textOf(node['pattern']),
      minLength: numberOf(node['minLength']),
      maxLength: numberOf(node['maxLength']),
    }),
  );
}

function bounds(node: JsonObject) {
  return stated({
    min: numberOf(node['minimum']),
    max: numberOf(node['maximum']),
    above: numberOf(node['exclusiveMinimum']),
    below: numberOf(node['exclusiveMaximum']),
    multipleOf: numberOf(node['multipleOf']),
  });
}

function listedOf(node: JsonObject, at: string): Typed | undefined {
  const all = 'const' in node ? [node['const']] : Array.isArray(node['enum']) ? listOf(node['enum']) : undefined;
  if (all === undefined) return undefined;
  const values = all.filter(isScalarValue);
  const nullable = all.includes(null);
  if (values.length === 0 || values.length + Number(nullable) < all.length) {
    throw unsupported('a list of values that are not plain', `${at}/enum`, 'texts, numbers, booleans and null');
  }
  if (values.every(Number.isInteger)) return { type: scalar('BIGINT', { values }), nullable };
  if (values.every((value) => typeof value === 'number')) return { type: scalar('DOUBLE', { values }), nullable };
  if (values.every((value) => typeof value === 'boolean')) return { type: scalar('BOOLEAN', { values }), nullable };
  return { type: scalar('VARCHAR', { values }), nullable };
}

function impliedType(node: JsonObject): string | undefined {
  if ('properties' in node) return 'object';
  if ('items' in node) return 'array';
  if (['pattern', 'format', 'minLength', 'maxLength'].some((key) => key in node)) return 'string';
  return ['minimum', 'maximum', 'exclusiveMinimum', 'multipleOf'].some((key) => key in node) ? 'number' : undefined;
}

const UNREAD = ['not', 'if', 'patternProperties', 'dependentSchemas', 'prefixItems', 'contains', 'propertyNames'];

function tellUnread(node: JsonObject, at: string, { findings }: Reading): void {
  for (const key of UNREAD) if (key in node) findings.push(simplified(`\`${key}\` is not kept`, stepTo(at, key)));
}

interface Settled {
  readonly node: JsonObject;
  readonly at: string;
  readonly nullable: boolean;
}

const MOST_STEPS = 64;

/** References followed, members of `allOf` merged, the first member taken that is not null of `oneOf` and `anyOf`. */
function settled(start: JsonObject, startAt: string, reading: Reading): Settled {
  let [node, at, nullable] = [start, startAt, false];
  for (let step = 0; step < MOST_STEPS; step++) {
    const reference = node['$ref'];
    const members = 'oneOf' in node ? 'oneOf' : 'anyOf' in node ? 'anyOf' : undefined;
    if (typeof reference === 'string') {
      const { $ref: _ref, ...beside } = node;
      node = { ...target(reference, at, reading), ...beside };
      at = reference;
    } else if (Array.isArray(node['allOf'])) {
      const { allOf, ...rest } = node;
      node = merged([rest, ...listOf(allOf).filter(isObject)], at, reading);
    } else if (members !== undefined) {
      const { [members]: list, ...rest } = node;
      const some = listOf(list).filter(isObject);
      const others = some.filter((member) => member['type'] !== 'null');
      nullable ||= others.length < some.length;
      if (others.length > 1)
        reading.findings.push(simplified(`of \`${members}\` the first member is taken`, `${at}/${members}`));
      node = { ...rest, ...others[0] };
    } else {
      return { node, at, nullable };
    }
  }
  throw unsupported('the references run in a circle', startAt);
}

function merged(parts: readonly JsonObject[], at: string, reading: Reading): JsonObject {
  const all = parts.map((part) => settled(part, at, reading).node);
  const properties = Object.assign({}, ...all.map((part) => part['properties']).filter(isObject));
  const required = all.flatMap((part) => listOf(part['required']));
  const whole: JsonObject = Object.assign({}, ...all);
  return Object.keys(properties).length === 0 ? whole : { ...whole, properties, required };
}

function target(reference: string, at: string, { root }: Reading): JsonObject {
  if (!reference.startsWith('#')) {
    throw unsupported(
      'a reference to another file',
      `${at}/$ref: ${reference}`,
      'a reference within the schema: #/$defs/…',
    );
  }
  const steps = reference
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
  let node: unknown = root;
  for (const step of steps) node = isObject(node) ? node[step] : undefined;
  if (isObject(node)) return node;
  throw userError({
    code: 'SCHEMA_UNSUPPORTED',
    message: 'a reference leads nowhere',
    found: `${at}/$ref: ${reference}`,
  });
}
