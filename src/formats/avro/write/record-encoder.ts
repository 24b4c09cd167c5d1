import { DataType, type Data, type Field } from 'apache-arrow';
import { userError } from '../../../core/errors.ts';
import { NAME_PROPERTY } from '../schema/avro-type.ts';
import { AvroNames } from './avro-names.ts';
import { childOf, nullable, type Encoder, type WriteRow } from './encoder.ts';
import { scalarEncoder } from './scalar-encoders.ts';

/**
 * How the rows of a table are written: a record called `name` with a field, which may be null, for every column. What
 * is nested is called after its place: `Row_address`.
 */
export function recordEncoder(name: string, fields: readonly Field[]): Encoder {
  const types = new AvroNames();
  types.nameFor(name);
  return recordOf(name, fields, { path: name.slice(name.lastIndexOf('.') + 1), column: undefined, types });
}

interface Context {
  /** The place of the field: what types in it are called after. */
  readonly path: string;
  /** For errors; undefined for the table itself. */
  readonly column: string | undefined;
  /** The names of the types so far. */
  readonly types: AvroNames;
}

function recordOf(name: string, fields: readonly Field[], context: Context): Encoder {
  const names = new AvroNames();
  const members = fields.map((field) => {
    const avroName = names.nameFor(field.name);
    const column = context.column ?? field.name;
    const encoder = nullable(encoderOf(field, { ...context, path: `${context.path}_${avroName}`, column }));
    return { encoder, schema: fieldSchema(field.name, avroName, encoder.schema) };
  });
  return {
    schema: { type: 'record', name, fields: members.map(({ schema }) => schema) },
    bind(data) {
      const writers = members.map(({ encoder }, index) => encoder.bind(childOf(data, index)));
      return (out, row) => {
        for (const write of writers) write(out, row);
      };
    },
  };
}

function fieldSchema(name: string, avroName: string, type: unknown): unknown {
  return { name: avroName, ...(name === avroName ? {} : { [NAME_PROPERTY]: name }), type, default: null };
}

function encoderOf(field: Field, context: Context): Encoder {
  const { path, column = field.name, types } = context;
  const scalar = scalarEncoder(field, column, () => types.nameFor(path));
  if (scalar) return scalar;
  const { type } = field;
  if (DataType.isStruct(type)) return recordOf(types.nameFor(path), type.children, context);
  const [child] = type.children;
  if (DataType.isList(type) && child) {
    const item = nullable(encoderOf(child, { ...context, path: `${path}_item` }));
    return { schema: { type: 'array', items: item.schema }, bind: (data) => blocks(data, item.bind(childOf(data, 0))) };
  }
  if (DataType.isMap(type) && child) return mapOf(child, context);
  throw userError({
    code: 'AVRO_VALUE_UNWRITABLE',
    message: 'a column has a type that is not written to Avro',
    column,
    found: String(type),
    hint: 'Cast the column to VARCHAR in the query.',
  });
}

/** A map where the keys are text, else a list of records of key and value. */
function mapOf(entries: Field, context: Context): Encoder {
  const [key, value] = entries.type.children;
  if (!key || !value) throw new TypeError('an Arrow map has a key and a value');
  const { path } = context;
  if (!DataType.isUtf8(key.type) || key.metadata.size > 0) {
    const entry = recordOf(context.types.nameFor(`${path}_entry`), entries.type.children, {
      ...context,
      path: `${path}_entry`,
    });
    return {
      schema: { type: 'array', items: entry.schema },
      bind: (data) => blocks(data, entry.bind(childOf(data, 0))),
    };
  }
  const keys = encoderOf(key, context);
  const values = nullable(encoderOf(value, { ...context, path: `${path}_value` }));
  return {
    schema: { type: 'map', values: values.schema },
    bind(data) {
      const both = childOf(data, 0);
      const writeKey = keys.bind(childOf(both, 0));
      const writeValue = values.bind(childOf(both, 1));
      return blocks(data, (out, row) => {
        writeKey(out, row);
        writeValue(out, row);
      });
    },
  };
}

/** The items of a list or a map: one block, and the empty one that ends them. */
function blocks(data: Data, write: WriteRow): WriteRow {
  const offsets: Int32Array = data.valueOffsets;
  return (out, row) => {
    const from = offsets[row] ?? 0;
    const to = offsets[row + 1] ?? 0;
    if (to > from) {
      out.count(to - from);
      for (let item = from; item < to; item++) write(out, item);
    }
    out.byte(0);
  };
}
