import { expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Row } from '../../../src/duckdb/session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import { formatNamed } from '../../../src/formats/registry.ts';
import { tempFolder } from '../../temp-folder.ts';
import { avroFile } from './container.ts';

type Field = Readonly<Record<string, unknown>> & { readonly name: string };

/** Files of one row each, as one table. */
async function together(
  ...files: readonly (readonly [readonly Field[], Readonly<Record<string, unknown>>])[]
): Promise<{ columns: readonly string[]; rows: Row[]; codes: string[] }> {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  const sources: { path: string; object: string }[] = [];
  for (const [index, [fields, row]] of files.entries()) {
    const schema = { type: 'record', name: 'R', fields };
    sources.push({ path: await folder.write(`${index}`, avroFile(schema, [row])), object: `${index}` });
  }
  const read = await formatNamed('avro').read(session, { files: sources, into: 'data' });
  return {
    columns: read.columns.map(({ name, type }) => `${name} ${type}`),
    rows: await session.rows(sql`select * exclude (_source_object, _source_row) from ${read.relation}
      order by _source_object`),
    codes: read.findings.map(({ code }) => code),
  };
}

test('numbers are widened', async () => {
  const read = await together(
    [
      [
        { name: 'a', type: 'int' },
        { name: 'b', type: 'long' },
        { name: 'c', type: 'float' },
      ],
      { a: 1, b: 2, c: 0.5 },
    ],
    [
      [
        { name: 'a', type: 'long' },
        { name: 'b', type: 'double' },
        { name: 'c', type: 'double' },
      ],
      { a: 3, b: 0.1, c: 0.1 },
    ],
  );
  expect(read.columns).toEqual(['a BIGINT', 'b DOUBLE', 'c DOUBLE']);
  expect(read.rows).toEqual([
    { a: 1, b: 2, c: 0.5 },
    { a: 3, b: 0.1, c: 0.1 },
  ]);
});

test('text is bytes where another file has bytes', async () => {
  const read = await together(
    [[{ name: 'v', type: 'string' }], { v: 'é' }],
    [[{ name: 'v', type: 'bytes' }], { v: Buffer.from([255]) }],
  );
  expect(read).toEqual({ columns: ['v BLOB'], rows: [{ v: '0xc3a9' }, { v: '0xff' }], codes: [] });
});

test('a column is found under an alias that another file gives it', async () => {
  const read = await together(
    [[{ name: 'amount', type: 'int' }], { amount: 1 }],
    [[{ name: 'total', type: 'int', aliases: ['amount'] }], { total: 2 }],
  );
  expect(read).toEqual({ columns: ['total INTEGER'], rows: [{ total: 1 }, { total: 2 }], codes: ['AVRO_ALIAS_USED'] });
});

test('a column that a file has beside that of the alias stays its own', async () => {
  const fields: Field[] = [
    { name: 'total', type: 'int', aliases: ['amount'] },
    { name: 'amount', type: 'int' },
  ];
  const read = await together([fields, { total: 1, amount: 2 }], [fields, { total: 3, amount: 4 }]);
  expect(read.rows).toEqual([
    { total: 1, amount: 2 },
    { total: 3, amount: 4 },
  ]);
});

test('a column that a file lacks has the default of the last file that states one', async () => {
  const one: Field = { name: 'a', type: 'int' };
  const read = await together(
    [[one], { a: 1 }],
    [[one, { name: 'kind', type: 'string', default: 'old' }], { a: 2, kind: 'x' }],
    [
      [
        one,
        { name: 'kind', type: 'string', default: "it's new" },
        { name: 'none', type: ['null', 'int'], default: null },
      ],
      { a: 3, kind: 'y', none: { int: 4 } },
    ],
  );
  expect(read.rows).toEqual([
    { a: 1, kind: "it's new", none: null },
    { a: 2, kind: 'x', none: null },
    { a: 3, kind: 'y', none: 4 },
  ]);
  expect(read.codes).toEqual(['AVRO_DEFAULT_USED', 'COLUMN_ABSENT', 'COLUMN_ABSENT']);
});
