import {
  ARRAY,
  DuckDBArrayType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  LIST,
  MAP,
  type DuckDBType,
} from '@duckdb/node-api';
import { parseType, typeText } from './type-text.ts';

/**
 * The text of a type in which each type that holds no other one, however deep, is what `replace` makes of its text. A
 * union counts as one type.
 */
export function replaceTypes(text: string, replace: (type: string) => string): string {
  return typeText(replaced(parseType(text), replace));
}

function replaced(type: DuckDBType, replace: (type: string) => string): DuckDBType {
  if (type instanceof DuckDBListType) return LIST(replaced(type.valueType, replace));
  if (type instanceof DuckDBArrayType) return ARRAY(replaced(type.valueType, replace), type.length);
  if (type instanceof DuckDBMapType) return MAP(replaced(type.keyType, replace), replaced(type.valueType, replace));
  if (type instanceof DuckDBStructType) {
    return new DuckDBStructType(
      type.entryNames,
      type.entryTypes.map((entry) => replaced(entry, replace)),
    );
  }
  return parseType(replace(typeText(type)));
}
