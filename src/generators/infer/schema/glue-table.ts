import { declaredType } from './declared-scalar.ts';
import { isObject, listOf, stated, stepTo, textOf, type JsonObject } from './json-value.ts';
import { chosenTable } from './chosen-table.ts';
import type { SchemaColumn, SchemaReading, TableSchema } from './schema-column.ts';
import { malformed } from './schema-finding.ts';

/** The tables of what `aws glue get-table` and `get-tables` print, or of one table as it stands in there. */
export function glueTables(root: JsonObject): readonly JsonObject[] {
  const tables = isObject(root['Table']) ? [root['Table']] : 'TableList' in root ? listOf(root['TableList']) : [root];
  return tables.filter(isObject).filter((table) => isObject(table['StorageDescriptor']));
}

/** A dataset by its definition in the Glue Data Catalog: its columns, then its partition keys. */
export function readGlueTable(root: JsonObject, reading: SchemaReading): TableSchema {
  const tables = glueTables(root).map((table) => ({ name: textOf(table['Name']) ?? reading.name, table }));
  const { name, table } = chosenTable(tables, reading);
  const storage = isObject(table['StorageDescriptor']) ? table['StorageDescriptor'] : {};
  return {
    name,
    ...stated({ about: textOf(table['Description']) }),
    columns: [
      ...columnsOf(storage['Columns'], '/StorageDescriptor/Columns', reading, true),
      ...columnsOf(table['PartitionKeys'], '/PartitionKeys', reading, false),
    ],
  };
}

function columnsOf(columns: unknown, at: string, reading: SchemaReading, nullable: boolean): SchemaColumn[] {
  return listOf(columns).map((column, index) => {
    const here = stepTo(at, index);
    const name = isObject(column) ? textOf(column['Name']) : undefined;
    const type = isObject(column) ? textOf(column['Type']) : undefined;
    if (name === undefined || type === undefined)
      throw malformed('a column without name and type', here, '{ "Name": …, "Type": … }');
    return { name, type: declaredType(type, `${here} ${name}`, reading), nullable };
  });
}
