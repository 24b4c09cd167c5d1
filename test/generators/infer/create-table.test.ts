import { describe, expect, test } from 'vitest';
import { recipeFromSchema } from '../../../src/generators/infer/schema/recipe-from-schema.ts';
import { expectRefused } from '../refusals.ts';
import { rowsOf } from '../rows-of.ts';

const columns = (list: string) => recipeFromSchema(`create table t (${list})`).recipe.fields;

describe('CREATE TABLE', () => {
  test.each([
    ['a bigserial', { sequence: { start: 1 } }],
    ['a int primary key', { sequence: { start: 1 }, type: 'integer' }],
    [
      'a numeric(10, 2) not null check (a > 0 and a <= 5)',
      { number: { min: 0.01, max: 5, decimals: 2 }, type: 'decimal(10,2)' },
    ],
    ['a smallint not null, check (a between -2 and 2)', { number: { min: -2, max: 2 }, type: 'smallint' }],
    ["a varchar(9) not null check (a in ('it''s', 'b'))", { choice: ["it's", 'b'] }],
    ["a enum('x','y') not null", { choice: ['x', 'y'] }],
    ['a tinyint(1) not null default 1', { choice: [true, false], type: 'boolean' }],
    ['a tinyint unsigned not null', { number: { min: 0, max: 255 }, type: 'smallint' }],
    ['a char(4) unique not null', { pattern: '****', unique: true }],
    [
      "a timestamp with time zone not null default now() comment 'when, exactly'",
      { timestamp: { from: '-365d', to: 'now' }, type: 'timestamp with time zone' },
    ],
    [
      'a double precision not null generated always as (b * 2) stored',
      { number: { min: 0, max: 1000, decimals: 2 }, type: 'double' },
    ],
    ['a text[] not null', { list: { of: { faker: 'lorem.words', args: [{ min: 1, max: 3 }] }, min: 1, max: 5 } }],
    [
      'a array<struct<`b c`: int>> not null',
      {
        list: {
          of: { struct: { 'b c': { number: { min: 0, max: 1000 }, type: 'integer', nullRate: 0.05 } } },
          min: 1,
          max: 5,
        },
      },
    ],
    ['a uniqueidentifier not null', { uuid: {}, type: 'uuid' }],
    ['a jsonb not null', { pattern: '{"id": "#####"}', type: 'json' }],
  ])('%s', (list, field) => expect(columns(list)['a']).toEqual(field));

  test('names and values follow from the names of columns', () => {
    expect(
      columns(
        'email varchar(200) not null, birth_date date not null, latitude double not null, city varchar(5) not null',
      ),
    ).toEqual({
      email: { faker: 'internet.exampleEmail' },
      birth_date: { date: { from: '-29000d', to: '-6600d' } },
      latitude: { number: { min: -90, max: 90, decimals: 6 }, type: 'double' },
      city: { faker: 'string.alpha', args: [{ length: { min: 3, max: 5 } }] },
    });
  });

  test('Hive: comments, partition columns, and what follows', () => {
    const { recipe } = recipeFromSchema(`-- events
      CREATE EXTERNAL TABLE IF NOT EXISTS db.\`my events\` (\`a \`\`b\` string COMMENT 'x', m map<string,int>) /* then */
      COMMENT 'all' PARTITIONED BY (dt date) STORED AS PARQUET TBLPROPERTIES ('a'='b');`);
    expect(recipe.name).toBe('my_events');
    expect(Object.keys(recipe.fields)).toEqual(['a `b', 'm', 'dt']);
    const spark = recipeFromSchema('create table t (a int, dt date) using parquet partitioned by (dt, days(a))');
    expect(Object.keys(spark.recipe.fields)).toEqual(['a', 'dt']);
  });

  test('keys and constraints of the table', () => {
    const { recipe, findings } = recipeFromSchema(`create table t (
      "order" int, line int, code varchar(8), key varchar(3), primary key ("order"),
      constraint c unique (code), unique key k (line, code), index i (line), check (length(code) > 3))`);
    expect(recipe).toMatchObject({
      key: 'order',
      fields: { order: { sequence: {} }, code: { unique: true }, key: {} },
    });
    expect(findings.map(({ found }) => found)).toEqual(['line, code', 'length ( code ) > 3']);
    expect(recipeFromSchema('create table t (a int, b int, primary key (a, b))').findings).toMatchObject([
      { code: 'INFER_SCHEMA_SIMPLIFIED', found: 'PRIMARY KEY (a, b)' },
    ]);
  });

  test('a foreign key refers to a dataset that is there; else it is told how', async () => {
    const text = `create table lines (customer varchar(9) not null references customers(id), shop int references shops (id),
      item int not null, foreign key (item) references db.items (nr) on delete cascade)`;
    const { recipe, findings } = recipeFromSchema(text, { datasets: { items: ['nr'] } });
    expect(recipe.fields).toMatchObject({
      customer: { reference: 'customers.id' },
      shop: { number: {} },
      item: { reference: 'items.nr', type: 'integer' },
    });
    expect(findings).toMatchObject([{ code: 'INFER_REFERENCE_UNKNOWN', column: 'shop' }]);
    const { item: _item, ...fields } = recipe.fields;
    expect(await rowsOf({ name: 'lines', fields }, { rows: 3 })).toHaveLength(3);
  });

  test('a foreign key to the table itself makes a tree', async () => {
    const { recipe, findings } = recipeFromSchema(
      'create table x."Staff" (id int primary key, boss int references Staff)',
      {
        name: 'people',
      },
    );
    expect(recipe.fields['boss']).toEqual({ reference: 'people.id', type: 'integer', nullRate: 0.05 });
    expect(findings).toEqual([]);
    expect(await rowsOf(recipe, { rows: 3 })).toMatchObject([{ boss: null }, { boss: 1 }, {}]);
  });

  test.each([
    ['create table t (a int, b foo)', 'TYPE_UNKNOWN', 1, 26],
    ['create table t (\n  a int,\n  b)', 'SCHEMA_SYNTAX', 3, 3],
    ['create table t (a int', 'SCHEMA_SYNTAX', 1, 19],
    ["create table t (a varchar(3) default 'x)", 'SCHEMA_SYNTAX', 1, 38],
  ])('%j is refused with %s at its line', (text, code, line, column) =>
    expectRefused(() => recipeFromSchema(text), {
      code,
      range: expect.objectContaining({ start: expect.objectContaining({ line, column }) }),
    }),
  );

  test('of several tables one must be named, of two columns of one name none is taken', async () => {
    await expectRefused(() => recipeFromSchema('create table a (x int); create table b (x int)'), {
      code: 'SCHEMA_TABLE_NOT_ONE',
    });
    expect(recipeFromSchema('create table a (x int); create table b (y int)', { table: 'b' }).recipe.name).toBe('b');
    await expectRefused(() => recipeFromSchema('create table a (x int, X int)'), { code: 'CONFIG_WRONG_VALUE' });
  });
});
