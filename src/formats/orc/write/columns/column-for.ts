import { DataType, DateUnit, TimeUnit, type Field } from 'apache-arrow';
import type { OrcType } from '../../orc-type.ts';
import type { Blocks } from '../out-stream.ts';
import { DateSummary } from '../statistics/dates.ts';
import { IntegerSummary } from '../statistics/integers.ts';
import { BinaryValues } from './binary-values.ts';
import { BooleanValues } from './boolean-values.ts';
import { ByteValues } from './byte-values.ts';
import { Column, type AnyColumn } from './column.ts';
import { daysOfMillis } from './days-of-millis.ts';
import { DecimalValues } from './decimal-values.ts';
import { FloatValues } from './float-values.ts';
import { IntegerValues, type IntegerKind } from './integer-values.ts';
import { LongValues } from './long-values.ts';
import { CollectionValues, StructValues, type Inner } from './nested-values.ts';
import { TextValues } from './text-values.ts';
import { TimestampValues } from './timestamp-values.ts';

export interface ColumnOptions {
  readonly blocks: Blocks;
  readonly dictionaryThreshold: number;
  /** Under what name errors speak of the column. */
  readonly name: string;
}

const INTEGERS: IntegerKind<IntegerSummary> = {
  of: (values, count) => IntegerSummary.of(values, count),
  none: () => new IntegerSummary(),
};
const DAYS: IntegerKind<DateSummary> = {
  of: (values, count) => DateSummary.of(values, count),
  none: () => new DateSummary(),
};

/** What writes values of an Arrow type as the ORC type that it was given. */
export function columnFor(arrow: DataType, orc: OrcType, options: ColumnOptions): AnyColumn {
  if (DataType.isDictionary(arrow)) return columnFor(arrow.dictionary, orc, options);
  const { blocks, name } = options;
  switch (orc.kind) {
    case 'boolean':
      return new Column({ blocks, values: new BooleanValues(blocks) });
    case 'tinyint':
      return new Column({ blocks, values: new ByteValues(blocks) });
    case 'smallint':
    case 'int':
      return new Column({ blocks, values: new IntegerValues(blocks, INTEGERS) });
    case 'bigint':
      return DataType.isInt(arrow) && arrow.bitWidth === 64
        ? new Column({ blocks, values: new LongValues(blocks) })
        : new Column({ blocks, values: new IntegerValues(blocks, INTEGERS) });
    case 'float':
    case 'double':
      return new Column({ blocks, values: new FloatValues(blocks) });
    case 'date':
      return DataType.isDate(arrow) && arrow.unit === DateUnit.MILLISECOND
        ? new Column({ blocks, values: new IntegerValues(blocks, { ...DAYS, convert: daysOfMillis(name) }) })
        : new Column({ blocks, values: new IntegerValues(blocks, DAYS) });
    case 'timestamp':
    case 'timestamp with local time zone': {
      const unit = DataType.isTimestamp(arrow) ? arrow.unit : TimeUnit.NANOSECOND;
      return new Column({ blocks, values: new TimestampValues(blocks, unit, name) });
    }
    case 'decimal':
      return new Column({ blocks, values: new DecimalValues(blocks, orc, name) });
    case 'binary':
      return new Column({ blocks, values: new BinaryValues(blocks) });
    case 'string':
    case 'varchar':
    case 'char': {
      const values = new TextValues(blocks, options.dictionaryThreshold);
      return new Column({ blocks, values, takesEntries: true });
    }
    default:
      return nestedColumn(arrow, orc, options);
  }
}

function nestedColumn(arrow: DataType, orc: OrcType, options: ColumnOptions): AnyColumn {
  const { blocks } = options;
  const fields: readonly Field[] = arrow.children ?? [];
  if (orc.kind === 'struct') {
    const inner = innerColumns(fields, orc, options);
    return new Column({ blocks, values: new StructValues(inner), inner });
  }
  if (orc.kind === 'array') {
    const inner = innerColumns(fields, orc, options);
    const [items = NOTHING] = inner;
    return new Column({ blocks, values: new CollectionValues(blocks, items), inner });
  }
  if (orc.kind !== 'map') throw new TypeError(`the column ${JSON.stringify(options.name)}: no ${orc.kind} is written`);
  const inner = innerColumns(fields[0]?.type.children ?? [], orc, options);
  // The items of a map are structs of a key and a value, which have no column in ORC.
  const entries = new StructValues(inner);
  const items: Inner = { add: (data, from, to) => entries.append(data, from, to) };
  return new Column({ blocks, values: new CollectionValues(blocks, items), inner });
}

const NOTHING: Inner = { add: () => {} };

function innerColumns(fields: readonly Field[], { children }: OrcType, options: ColumnOptions): AnyColumn[] {
  return children.map((child, index) => {
    const field = fields[index];
    if (!field) throw new TypeError(`the column ${JSON.stringify(options.name)} has no type for its part ${index}`);
    return columnFor(field.type, child, options);
  });
}
