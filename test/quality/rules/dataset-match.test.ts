import { describe, expect, test } from 'vitest';
import { check, judge, type TinyTable } from '../judged.ts';

const columns = 'id integer, name varchar, amount integer';
const here = { columns, rows: ["1, 'a', 10", "2, 'b', 20", "3, 'c', null", "4, 'd', 40"] };
const there = { columns, rows: ["1, 'a', 10", "2, 'B', 21", "3, 'c', null", "9, 'z', 90"] };

describe('DatasetMatch', () => {
  test('is the share of rows that are there with the same key and values; NULL equals NULL', async () => {
    expect(await match('"id" = 1')).toMatchObject({
      outcome: 'Failed',
      failureReason: 'Value: 0.5 does not meet the constraint requirement.',
      evaluatedMetrics: { 'Dataset.ref.DatasetMatch': 0.5 },
      columns: ['id', 'name', 'amount'],
    });
  });

  test('says what differs, and shows the rows', async () => {
    const more = { columns, rows: [...there.rows, "4, 'd', 41"] };
    expect(await match('"id" = 1', here, more)).toMatchObject({
      details: ['2 rows: amount is another in ref', '1 row: name is another in ref'],
    });
    expect(await match('"id" = 1')).toMatchObject({
      details: ['1 row: the key is not in ref', '1 row: name is another in ref', '1 row: amount is another in ref'],
      failingRows: {
        count: 2,
        sample: [
          { id: 2, name: 'b', amount: 20 },
          { id: 4, name: 'd', amount: 40 },
        ],
      },
    });
  });

  test('compares the columns that are named, each with its own', async () => {
    const renamed = { columns: 'key integer, b integer, a integer', rows: ['1, 5, 6', '2, 7, 8'] };
    const own = { columns: 'id integer, a integer, b integer', rows: ['1, 6, 5', '2, 8, 7'] };
    expect(await share('"id->key" "a->a, b->b"', own, renamed)).toBe(1);
    expect(await share('"id -> key" "a -> b,b -> a"', own, renamed)).toBe(0);
    expect(await share('"id->key" "a"', own, renamed)).toBe(1);
  });

  test('pairs keys of several columns by name', async () => {
    const own = { columns: 'x integer, y integer, v integer', rows: ['1, 2, 0', '2, 1, 0'] };
    const other = { columns: 'y integer, x integer, v integer', rows: ['2, 1, 0', '1, 2, 0'] };
    expect(await share('"x,y"', own, other)).toBe(1);
    expect(await share('"x->y,y->x" "v"', own, { ...other, rows: ['1, 2, 0'] })).toBe(0.5);
  });

  test('a NULL that has moved to another column is a difference, though their hashes are equal in Spark', async () => {
    const own = { columns: 'id integer, a integer, b integer', rows: ['1, null, 5', '2, 5, null'] };
    const other = { ...own, rows: ['1, 5, null', '2, 5, null'] };
    expect(await share('"id"', own, other)).toBe(0.5);
  });

  test('a NULL key is a key, but is nowhere in the reference', async () => {
    const own = { columns: 'id integer, v integer', rows: ['1, 1', 'null, 2'] };
    expect(await share('"id"', own, own)).toBe(0.5);
  });

  test('keys that are not unique fail it, on either side', async () => {
    const twice = { columns: 'id integer, v integer', rows: ['1, 1', '1, 2', 'null, 3'] };
    const once = { columns: 'id integer, v integer', rows: ['1, 1'] };
    expect(await match('"id" = 1', twice, once)).toMatchObject({
      outcome: 'Failed',
      failureReason: sharedKeys(
        'in Dataframe 1, there are 2 unique records and 3 rows, and in Dataframe 2, there are 1 unique records and 1 rows',
      ),
      evaluatedMetrics: {},
    });
    expect((await match('"id" = 1', once, twice)).failureReason).toBe(
      sharedKeys(
        'in Dataframe 1, there are 1 unique records and 1 rows, and in Dataframe 2, there are 2 unique records and 3 rows',
      ),
    );
  });

  test('one key on all rows of both sides costs no more than any other', async () => {
    const many = { columns: 'id integer, v integer', rows: Array.from({ length: 3000 }, (_, row) => `1, ${row}`) };
    expect((await match('"id" = 1', many, many)).failureReason).toContain('there are 1 unique records and 3000 rows');
  });

  test('says which columns are not there, once the keys are found to be unique', async () => {
    expect(
      await reasons([
        '"nope" "name"',
        '"id->nope" "name"',
        '"id" "nope"',
        '"id" "name->nope"',
        '"" "name"',
        '"id" "name->" ',
      ]),
    ).toEqual([
      'The following key columns were not found in the first dataset: nope',
      'The following key columns were not found in the second dataset: nope',
      'The following columns were not found in the first dataset: nope',
      'The following columns were not found in the second dataset: nope',
      'Rule (or nested rule) not supported due to: Could not parse KeyColumnMappings',
      'Value: 0.5 does not meet the constraint requirement.',
    ]);
    const keyOnly = { columns: 'id integer', rows: ['1'] };
    expect((await match('"id" = 1', keyOnly, keyOnly)).failureReason).toBe('Empty column comparison map provided.');
    expect((await match('"id" = 1', { columns, rows: [] }, there)).failureReason).toBe(
      'Cannot evaluate: primary DataFrame is empty',
    );
  });

  test('fails where there is no such reference', async () => {
    const { outcomes } = await check(here, ['DatasetMatch "gone" "id" = 1']);
    expect(outcomes[0]).toMatchObject({ outcome: 'Failed', failureReason: 'gone not found in additional sources' });
  });

  test.each<[why: string, here: string, there: string, same: boolean]>([
    ['whole numbers up to 32 bits are one type', '1::tinyint', '1::integer', true],
    ['64 bits are another', '1::integer', '1::bigint', false],
    ['float is not double', '1::float', '1::double', false],
    ['decimals of one scale are one type', '1.5::decimal(4,2)', '1.5::decimal(18,2)', true],
    ['those of another scale are not', '1.5::decimal(4,2)', '1.5::decimal(4,1)', false],
    ['nor those beyond 18 digits', '1.5::decimal(18,2)', '1.5::decimal(19,2)', false],
    ['a text is no number', "'1'::varchar", '1::integer', false],
    ['a text is a text', "'x'::varchar", "'x'::enum('x', 'y')", true],
    ['NULL equals NULL of any type', 'null::varchar', 'null::integer', true],
    ['NaN equals NaN', "'NaN'::double", "'NaN'::double", true],
    ['both zeros are equal', "'-0.0'::double", '0::double', true],
    ['lists are compared whole', '[1, null]', '[1, null]', true],
    ['structs, too', '{ a: 1 }', '{ a: 2 }', false],
  ])('%s', async (_, own, other, same) => {
    expect(await share('"id" "v"', tableWith(own), tableWith(other))).toBe(same ? 1 : 0);
  });

  test('keys of other types are compared as Spark does', async () => {
    const own = { columns: 'id varchar, v integer', rows: ["'1', 1", "'02', 2"] };
    const other = { columns: 'id integer, v integer', rows: ['1, 1', '2, 2'] };
    expect(await share('"id"', own, other)).toBe(1);
    const dates = { columns: 'id date, v integer', rows: ["'2020-01-01', 1"] };
    expect((await match('"id" = 1', dates, other)).failureReason).toBe(
      'Columns id (DateType) and id (IntegerType) cannot be compared.',
    );
  });

  test.each(['order id', "it's", '🙂', 'a.b', 'select', 'keys', 'rows', 'size', 'hit'])(
    'takes the column %j',
    async (name) => {
      const odd = { columns: `"${name}" integer, "v ${name}" integer`, rows: ['1, 1', '2, 2'] };
      expect(await share(`"${name}"`, odd, odd)).toBe(1);
    },
  );
});

function sharedKeys(counts: string): string {
  return `The selected columns are not comparable due to duplicates present in the dataset.Comparison keys must be unique, but ${counts}, based on the combination of keys {id} in Dataframe 1 and {id} in Dataframe 2`;
}

function match(rule: string, primary: TinyTable = here, ref: TinyTable = there) {
  return judge(primary, `DatasetMatch "ref" ${rule}`, { others: { ref } });
}

async function share(parameters: string, primary: TinyTable, ref: TinyTable): Promise<number | undefined> {
  return (await match(`${parameters} >= 0`, primary, ref)).evaluatedMetrics['Dataset.ref.DatasetMatch'];
}

async function reasons(parameters: readonly string[]): Promise<unknown[]> {
  const rules = parameters.map((each) => `DatasetMatch "ref" ${each} = 1`);
  const { outcomes } = await check(here, rules, { others: { ref: there } });
  return outcomes.map(({ failureReason }) => failureReason);
}

/** A table with one row and a column `v` of the value's type. */
function tableWith(value: string): TinyTable {
  return { columns: `id integer, v as (${value})`, rows: ['1'] };
}
