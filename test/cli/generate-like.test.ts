import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { cli, workingFolder } from './in-process.ts';

const ORDERS = `id,customer,amount\n${Array.from({ length: 40 }, (_, row) => `${row + 1},Zz${'xyzw'.charAt(row % 4)}top${row},${row}.50`).join('\n')}\n`;

describe('generate --like', () => {
  test('makes as many rows as the data have, none of them theirs', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    expect(await cli(['generate', '--like', 'orders.csv', '--out', 'made.csv'])).toEqual({
      code: 0,
      out: '',
      err: '40 rows written to made.csv\n',
    });
    const made = await readFile('made.csv', 'utf8');
    expect(made.split('\n')[0]).toBe('id,customer,amount');
    expect(made).not.toContain('top3');
  });

  test('--print-recipe prints YAML that makes the same data', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    const { code, out } = await cli(['generate', '--like', 'orders.csv', '--print-recipe']);
    expect(code).toBe(0);
    expect(out).toContain('  id: { sequence: { start: 1 } }\n');
    await folder.write('recipe.yaml', out);
    await cli(['generate', 'recipe.yaml', '--out', 'one.csv']);
    await cli(['generate', '--like', 'orders.csv', '--out', 'two.csv']);
    expect(await readFile('one.csv', 'utf8')).toBe(await readFile('two.csv', 'utf8'));
  });

  test('a shipped recipe is printed, too', async () => {
    await using folder = await workingFolder();
    const { out } = await cli(['generate', 'ci/customers', '--print-recipe']);
    await folder.write('customers.yaml', out);
    await cli(['generate', 'customers.yaml', '--out', 'one.csv', '--rows', '5']);
    await cli(['generate', 'ci/customers', '--out', 'two.csv', '--rows', '5']);
    expect(await readFile('one.csv', 'utf8')).toBe(await readFile('two.csv', 'utf8'));
  });
});

describe('generate --schema', () => {
  test('makes data of a schema and tells what is not kept', async () => {
    await using folder = await workingFolder();
    await folder.write('t.sql', 'create table a (x int);\ncreate table b (id int primary key, m map<string,int>);\n');
    const made = await cli(['generate', '--schema', 't.sql', '--table', 'b', '--rows', '2', '--out', 'b.ndjson']);
    expect(made).toMatchObject({ code: 0 });
    expect(made.err).toMatch(
      /^! a map has no kind of field: .* \[INFER_SCHEMA_SIMPLIFIED\]\n {4}found: {4}m\n2 rows written/,
    );
    expect(await readFile('b.ndjson', 'utf8')).toMatch(/^\{"id":1,"m":/);
  });

  test.each([
    ['a mistake, at its line', ['--schema', 't.sql'], /✗ t\.sql:2:5: no type is named "inte" \[TYPE_UNKNOWN\]/],
    ['a file that is not there', ['--schema', 'no.json'], /✗ no\.json: no such file/],
    ['data that are not there', ['--like', 'no.csv'], /no\.csv/],
    ['two recipes', ['ci/customers', '--like', 't.sql'], /more than one recipe is named \[RECIPE_NAMED_TWICE\]/],
    ['a table of nothing', ['--table', 'a'], /--schema FILE is missing: .* \[ARGUMENT_MISSING\]/],
    ['nothing to print', ['--print-recipe'], /RECIPE is missing: what to print \[ARGUMENT_MISSING\]/],
  ])('%s: one clear line, 2, and no file', async (_, options, message) => {
    await using folder = await workingFolder();
    await folder.write('t.sql', 'create table t (\n  a inte)');
    const { code, out, err } = await cli(['generate', ...options, '--out', 'a.csv']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(await readdir(folder.path)).toEqual(['t.sql']);
  });
});
