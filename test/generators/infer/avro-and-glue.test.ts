import { describe, expect, test } from 'vitest';
import { recipeFromSchema } from '../../../src/generators/infer/schema/recipe-from-schema.ts';
import { expectRefused } from '../refusals.ts';

const avro = (fields: unknown[]) => recipeFromSchema(JSON.stringify({ type: 'record', name: 'shop.Order', fields }));

const table = (columns: object[], more: object = {}) => ({
  Name: 'events',
  StorageDescriptor: { Columns: columns },
  ...more,
});

describe('an Avro schema', () => {
  test('simple and logical types, enums, unions with null, named types again', () => {
    const { recipe, findings } = avro([
      { name: 'n', type: 'long' },
      { name: 'f', type: ['null', 'float'] },
      { name: 'kind', type: { type: 'enum', name: 'Kind', symbols: ['A', 'B'] } },
      { name: 'again', type: ['null', 'shop.Kind'] },
      { name: 'day', type: { type: 'int', logicalType: 'date' } },
      { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
      { name: 'sum', type: { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 } },
      { name: 'tags', type: { type: 'array', items: 'boolean' } },
      { name: 'home', type: { type: 'record', name: 'Home', fields: [{ name: 'floor', type: 'int' }] } },
    ]);
    expect(recipe).toMatchObject({
      name: 'order',
      fields: {
        n: { number: { min: 0, max: 1000 } },
        f: { type: 'float', nullRate: 0.05 },
        kind: { choice: ['A', 'B'] },
        again: { choice: ['A', 'B'], nullRate: 0.05 },
        day: { date: {} },
        at: { type: 'timestamp with time zone' },
        sum: { type: 'decimal(9,2)' },
        tags: { list: { of: { choice: [true, false] } } },
        home: { struct: { floor: { type: 'integer' } } },
      },
    });
    expect(findings).toEqual([]);
  });

  test('a map is JSON text, and told with its pointer', () => {
    const { recipe, findings } = avro([{ name: 'm', type: { type: 'map', values: 'int' } }]);
    expect(recipe.fields['m']).toMatchObject({ type: 'json' });
    expect(findings).toMatchObject([{ code: 'INFER_SCHEMA_SIMPLIFIED', found: '/fields/0/type' }]);
  });

  test.each([
    [[{ name: 'a', type: 'Nothing' }], 'SCHEMA_UNSUPPORTED', '/fields/0/type'],
    [[{ name: 'a', type: ['null', 'Order'] }], 'SCHEMA_UNSUPPORTED', '/fields/0/type/1'],
    [[{ type: 'int' }], 'SCHEMA_SYNTAX', '/fields/0'],
    [[{ name: 'a', type: 5 }], 'SCHEMA_SYNTAX', '/fields/0/type'],
  ])('%j is refused with %s', (fields, code, found) => expectRefused(() => avro(fields), { code, found }));
});

describe('a table of the Glue Data Catalog', () => {
  test('Hive types, nested ones too, then partition keys', () => {
    const columns = [
      { Name: 'event_id', Type: 'bigint' },
      { Name: 'who', Type: 'struct<name:string,ages:array<int>>' },
      { Name: 'sum', Type: 'decimal(8,2)' },
      { Name: 'short', Type: 'varchar(2)' },
    ];
    const { recipe } = recipeFromSchema(
      JSON.stringify({ Table: table(columns, { PartitionKeys: [{ Name: 'dt', Type: 'date' }] }) }),
    );
    expect(recipe).toMatchObject({
      name: 'events',
      key: 'event_id',
      fields: {
        event_id: { sequence: { start: 1 } },
        who: {
          struct: { name: { faker: 'person.fullName' }, ages: { list: { of: { type: 'integer' } } } },
          nullRate: 0.05,
        },
        sum: { type: 'decimal(8,2)' },
        short: { faker: 'string.alpha', args: [{ length: { min: 2, max: 2 } }] },
        dt: { date: {} },
      },
    });
    expect(recipe.fields['dt']).not.toHaveProperty('nullRate');
  });

  test('one of several tables is named', async () => {
    const text = JSON.stringify({
      TableList: [table([{ Name: 'a', Type: 'int' }]), { ...table([{ Name: 'b', Type: 'int' }]), Name: 'orders' }],
    });
    expect(Object.keys(recipeFromSchema(text, { table: 'Orders' }).recipe.fields)).toEqual(['b']);
    await expectRefused(() => recipeFromSchema(text), {
      code: 'SCHEMA_TABLE_NOT_ONE',
      expected: 'one of events, orders',
    });
    await expectRefused(() => recipeFromSchema(text, { table: 'order' }), {
      code: 'SCHEMA_TABLE_NOT_ONE',
      nearest: 'orders',
    });
  });

  test('a type that is none is refused', () =>
    expectRefused(() => recipeFromSchema(JSON.stringify({ Table: table([{ Name: 'a', Type: 'bigin' }]) })), {
      code: 'TYPE_UNKNOWN',
      nearest: 'bigint',
    }));
});
