import type { Session } from '../../duckdb/session.ts';
import { id, lit, raw, sql } from '../../duckdb/sql.ts';

/** The SQL types of the texts in the result columns. */
export interface TextTypes {
  readonly rule: string;
  readonly column: string;
  readonly result: string;
}

export const PLAIN_TEXTS: TextTypes = { rule: 'varchar', column: 'varchar', result: 'varchar' };

/**
 * Runs `action` with types of which each text is a number: DuckDB writes such columns to Parquet several times faster,
 * since it need not find out which texts are equal, and whoever reads the file sees texts.
 */
export async function withNumberedTexts<T>(
  session: Session,
  { rules, columns }: { readonly rules: readonly string[]; readonly columns: readonly string[] },
  action: (types: TextTypes) => Promise<T>,
): Promise<T> {
  const texts = { rule: rules, column: columns, result: ['Passed', 'Failed'] };
  const names = { rule: '__rule', column: '__column', result: '__result' };
  const types = { rule: id(names.rule).text, column: id(names.column).text, result: id(names.result).text };
  const drop = async (): Promise<void> => {
    for (const type of Object.values(types)) await session.run(raw(`drop type if exists ${type}`));
  };
  await drop();
  try {
    for (const kind of ['rule', 'column', 'result'] as const) {
      const values = [...new Set(texts[kind])];
      // A type needs a value.
      const some = values.length === 0 ? [''] : values;
      await session.run(sql`create type ${id(names[kind])} as enum (select unnest([${lit(some)}]))`);
    }
    return await action(types);
  } finally {
    await drop();
  }
}
