import { describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { raw } from '../../src/duckdb/sql.ts';
import { structFields } from '../../src/quality/struct-fields.ts';

describe('the fields of a struct', () => {
  test.each([
    ["struct_pack(a := 1, b := 'x')", { a: 'INTEGER', b: 'VARCHAR' }],
    [
      'struct_pack("a b" := 1.50, "c""d" := [1], "e,(f" := null::map(varchar, integer))',
      {
        'a b': 'DECIMAL(3,2)',
        'c"d': 'INTEGER[]',
        'e,(f': 'MAP(VARCHAR, INTEGER)',
      },
    ],
    ["struct_pack(s := struct_pack(t := 'x'::enum('a)', 'b,x', 'x')))", { s: `STRUCT(t ENUM('a)', 'b,x', 'x'))` }],
    ['struct_pack("🙂" := now()::timestamptz)', { '🙂': 'TIMESTAMP WITH TIME ZONE' }],
  ])('of %s', async (value, fields) => {
    await using session = await openSession({ threads: 1 });
    const [column] = await session.columns(raw(`(select ${value} as v)`));
    expect(structFields(column?.type ?? '')).toEqual(Object.entries(fields).map(([name, type]) => ({ name, type })));
  });

  test.each(['INTEGER', 'STRUCT(a INTEGER)[]', 'STRUCT(a INTEGER)[3]', 'MAP(VARCHAR, STRUCT(a INTEGER))', 'STRUCT('])(
    'are none in %s',
    (type) => {
      expect(structFields(type)).toEqual([]);
    },
  );
});
