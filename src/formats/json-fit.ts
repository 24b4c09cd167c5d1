import { join, raw, sql, type Sql } from '../duckdb/sql.ts';
import { printType, type TypeNode } from './declared-type.ts';
import { exactNumbers } from './json-exact.ts';
import { pointer } from './json-pointer.ts';
import { textFit, type Fit } from './text-fit.ts';

/**
 * The strict reading of a JSON text as a type. DuckDB's own cast turns parts that do not fit into NULL and rounds
 * decimals, so every part is read by the rules of {@link textFit}. Keys that are missing are NULL; keys that the type
 * has not are left out.
 */
export function jsonFit(input: Sql, type: TypeNode): Fit {
  const text = type.kind === 'scalar' ? input : exactNumbers(input);
  const json = sql`case when json_valid(${input}) then cast(${text} as json) end`;
  const whole = raw('whole');
  const inner = partFit(whole, type, 0);
  const fits = bind(json, whole, inner.fits);
  return {
    value: sql`cast(${bind(json, whole, inner.value)} as ${raw(printType(type))})`,
    fits: sql`(${input} is null or (json_valid(${input}) and coalesce(${fits}, false)))`,
  };
}

/** `body` with `name` for `value`: SQL has no `let`, and what is spelt out twice may be worked out twice. */
function bind(value: Sql, name: Sql, body: Sql): Sql {
  return sql`list_extract(list_transform([${value}], lambda ${name}: ${body}), 1)`;
}

function partFit(json: Sql, type: TypeNode, depth: number): Fit {
  switch (type.kind) {
    case 'scalar':
      return type.name === 'JSON' ? { value: json, fits: sql`true` } : scalarFit(json, type.name, depth);
    case 'list':
      return listFit(json, type.of, depth);
    case 'struct':
      return structFit(json, type.fields, depth);
    default:
      return mapFit(json, type, depth);
  }
}

function scalarFit(json: Sql, type: string, depth: number): Fit {
  const text = raw(`text${depth}`);
  const { value, fits } = textFit(text, type);
  const of = sql`json_extract_string(${json}, '$')`;
  return { value: bind(of, text, value), fits: bind(of, text, fits) };
}

function listFit(json: Sql, of: TypeNode, depth: number): Fit {
  const item = raw(`item${depth}`);
  const inner = partFit(item, of, depth + 1);
  const items = sql`case when json_type(${json}) = 'ARRAY' then json_extract(${json}, '$[*]') end`;
  const value = sql`list_transform(${items}, lambda ${item}: ${inner.value})`;
  const all = sql`coalesce(list_bool_and(list_transform(${items}, lambda ${item}: ${inner.fits})), true)`;
  return {
    value: sql`cast(${value} as ${raw(`${printType(of)}[]`)})`,
    fits: sql`case json_type(${json}) when 'ARRAY' then ${all} when 'NULL' then true else ${json} is null end`,
  };
}

function structFit(json: Sql, fields: readonly { name: string; type: TypeNode }[], depth: number): Fit {
  const part = raw(`part${depth}`);
  const inner = fields.map((field): Fit => {
    const { value, fits } = partFit(part, field.type, depth + 1);
    const of = sql`json_extract(${json}, ${pointer(field.name)})`;
    return { value: bind(of, part, value), fits: bind(of, part, fits) };
  });
  const type = raw(printType({ kind: 'struct', fields }));
  const packed = sql`row(${join(inner.map(({ value }) => value))})`;
  return {
    value: sql`case when json_type(${json}) = 'OBJECT' then cast(${packed} as ${type}) end`,
    fits: sql`case json_type(${json}) when 'OBJECT' then ${join([sql`true`, ...inner.map(({ fits }) => fits)], ' and ')}
      when 'NULL' then true else ${json} is null end`,
  };
}

function mapFit(json: Sql, type: Extract<TypeNode, { kind: 'map' }>, depth: number): Fit {
  const name = raw(`name${depth}`);
  const path = sql`'/' || replace(replace(${name}, '~', '~0'), '/', '~1')`;
  const key = textFit(name, printType(type.key));
  const part = raw(`part${depth}`);
  const inner = partFit(part, type.value, depth + 1);
  const of = sql`json_extract(${json}, ${path})`;
  const value: Fit = { value: bind(of, part, inner.value), fits: bind(of, part, inner.fits) };
  const names = sql`case when json_type(${json}) = 'OBJECT' then list_distinct(json_keys(${json})) end`;
  const entries = sql`list_transform(${names}, lambda ${name}: {'key': ${key.value}, 'value': ${value.value}})`;
  const all = sql`list_bool_and(list_transform(${names}, lambda ${name}: ${key.fits} and ${value.fits}))`;
  return {
    value: sql`cast(map_from_entries(${entries}) as ${raw(printType(type))})`,
    fits: sql`case json_type(${json}) when 'OBJECT' then coalesce(${all}, true) when 'NULL' then true else ${json} is null end`,
  };
}
