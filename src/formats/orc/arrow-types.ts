import {
  Binary,
  Bool,
  DataType,
  DateDay,
  Decimal,
  DenseUnion,
  Field,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  List,
  Map_,
  Precision,
  Schema,
  Struct,
  TimestampMicrosecond,
  TimestampNanosecond,
  Utf8,
} from 'apache-arrow';
import { numbered, type OrcType, type OrcTypeShape } from './orc-type.ts';

export interface ArrowTypeOptions {
  /** Of timestamps; microseconds reach from 290,000 years before to 290,000 years after Christ. Default: ns. */
  readonly timestampUnit?: 'ns' | 'us';
  /** A union as an Arrow union, or as a struct with one nullable field `tag_0`, `tag_1` … a variant. Default: dense. */
  readonly unions?: 'dense' | 'struct';
}

/** The schema of a file whose root is a struct; any other root is the only column, `value`. */
export function arrowSchemaOf(root: OrcType, options: ArrowTypeOptions = {}): Schema {
  if (root.kind !== 'struct') return new Schema([new Field('value', arrowTypeOf(root, options), true)]);
  return new Schema(fieldsOf(root, options));
}

/** The Arrow type that holds every value of an ORC type. */
function arrowTypeOf(type: OrcType, options: ArrowTypeOptions = {}): DataType {
  const { kind, children } = type;
  switch (kind) {
    case 'boolean':
      return new Bool();
    case 'tinyint':
      return new Int8();
    case 'smallint':
      return new Int16();
    case 'int':
      return new Int32();
    case 'bigint':
      return new Int64();
    case 'float':
      return new Float32();
    case 'double':
      return new Float64();
    case 'string':
    case 'varchar':
    case 'char':
      return new Utf8();
    case 'binary':
      return new Binary();
    case 'date':
      return new DateDay();
    case 'timestamp':
      return options.timestampUnit === 'us' ? new TimestampMicrosecond() : new TimestampNanosecond();
    case 'timestamp with local time zone':
      return options.timestampUnit === 'us' ? new TimestampMicrosecond('UTC') : new TimestampNanosecond('UTC');
    case 'decimal':
      return new Decimal(type.scale, type.precision, 128);
    case 'array':
      return new List(new Field('item', childType(children[0], options), true));
    case 'map': {
      const key = new Field('key', childType(children[0], options), false);
      const value = new Field('value', childType(children[1], options), true);
      return new Map_(new Field('entries', new Struct<{ key: DataType; value: DataType }>([key, value]), false));
    }
    case 'struct':
      return new Struct(fieldsOf(type, options));
    case 'uniontype': {
      const fields = children.map((child, tag) => new Field(`tag_${tag}`, arrowTypeOf(child, options), true));
      if (options.unions === 'struct') return new Struct(fields);
      return new DenseUnion(
        children.map((_, tag) => tag),
        fields,
      );
    }
  }
}

function fieldsOf({ children, fieldNames }: OrcType, options: ArrowTypeOptions): Field[] {
  return children.map((child, index) => new Field(fieldNames[index] ?? '', arrowTypeOf(child, options), true));
}

function childType(type: OrcType | undefined, options: ArrowTypeOptions): DataType {
  if (!type) throw new TypeError('a list or map without the type of its items');
  return arrowTypeOf(type, options);
}

/**
 * The ORC type for rows of a schema. Throws a `TypeError` that names the column and its type where ORC has none that
 * holds every value: intervals, durations, times of day, unions, decimals beyond 38 digits.
 */
export function orcTypeOfSchema(schema: Schema): OrcType {
  return numbered({
    kind: 'struct',
    fieldNames: schema.fields.map(({ name }) => name),
    children: schema.fields.map(({ name, type }) => shapeOf(type, name)),
  });
}

function shapeOf(type: DataType, column: string): OrcTypeShape {
  if (DataType.isDictionary(type)) return shapeOf(type.dictionary, column);
  if (DataType.isNull(type) || DataType.isBool(type)) return { kind: 'boolean' };
  if (DataType.isInt(type)) return integerShape(type);
  if (DataType.isFloat(type)) return { kind: type.precision === Precision.DOUBLE ? 'double' : 'float' };
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type)) return { kind: 'string' };
  if (isBinary(type)) return { kind: 'binary' };
  if (DataType.isDate(type)) return { kind: 'date' };
  if (DataType.isTimestamp(type)) {
    const isZoned = type.timezone !== null && type.timezone !== undefined && type.timezone !== '';
    return { kind: isZoned ? 'timestamp with local time zone' : 'timestamp' };
  }
  if (DataType.isDecimal(type)) return decimalShape(type, column);
  return nestedShape(type, column);
}

function isBinary(type: DataType): boolean {
  return (
    DataType.isBinary(type) ||
    DataType.isLargeBinary(type) ||
    DataType.isBinaryView(type) ||
    DataType.isFixedSizeBinary(type)
  );
}

/** ORC has no unsigned numbers: the next wider type, and for 64 bits a decimal. */
function integerShape({ isSigned, bitWidth }: { readonly isSigned: boolean; readonly bitWidth: number }): OrcTypeShape {
  if (!isSigned && bitWidth === 64) return { kind: 'decimal', precision: 20, scale: 0 };
  const width = isSigned ? bitWidth : bitWidth * 2;
  if (width === 8) return { kind: 'tinyint' };
  if (width === 16) return { kind: 'smallint' };
  return { kind: width === 32 ? 'int' : 'bigint' };
}

function decimalShape({ precision, scale }: Decimal, column: string): OrcTypeShape {
  if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
    throw unsupported(`Decimal(${precision}, ${scale})`, column);
  }
  return { kind: 'decimal', precision, scale };
}

function nestedShape(type: DataType, column: string): OrcTypeShape {
  const children: readonly Field[] = type.children ?? [];
  if (DataType.isList(type) || DataType.isLargeList(type) || DataType.isFixedSizeList(type)) {
    return { kind: 'array', children: children.map((child) => shapeOf(child.type, column)) };
  }
  if (DataType.isStruct(type)) {
    return {
      kind: 'struct',
      fieldNames: children.map(({ name }) => name),
      children: children.map((child) => shapeOf(child.type, column)),
    };
  }
  if (DataType.isMap(type)) {
    const entries: readonly Field[] = children[0]?.type.children ?? [];
    return { kind: 'map', children: entries.map((child) => shapeOf(child.type, column)) };
  }
  throw unsupported(String(type), column);
}

function unsupported(type: string, column: string): TypeError {
  return new TypeError(`the column ${JSON.stringify(column)} is of the Arrow type ${type}, which ORC cannot hold`);
}
