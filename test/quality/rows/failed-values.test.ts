import { expect, test } from 'vitest';
import { rowTable } from './row-table.ts';

const orders = {
  columns: 'id integer, amount decimal(6,2), day date, tags varchar[]',
  rows: ["1, -2.50, '2023-01-02', ['a']", '2, null, null, null', "2, 7, '1969-12-31', []"],
};

async function failedValues(rules: readonly string[], table = orders): Promise<unknown[]> {
  const rows = await rowTable(table, rules);
  return rows.map((row) => row['DataQualityFailedValues']);
}

test('are the value of the column that breaks a rule, as text; NULL as NULL', async () => {
  const positive = 'ColumnValues "amount" > 0';
  const late = 'ColumnValues "day" > "2000-01-01"';
  expect(await failedValues([positive, late])).toEqual([
    [{ rule: positive, column: 'amount', value: '-2.50' }],
    [
      { rule: positive, column: 'amount', value: null },
      { rule: late, column: 'day', value: null },
    ],
    [{ rule: late, column: 'day', value: '1969-12-31' }],
  ]);
});

test('are every column of a rule on several, by the name it has in the data', async () => {
  const rule = 'IsUnique "ID" "Day"';
  const table = { columns: 'id integer, day date', rows: ["1, '2023-01-02'", "1, '2023-01-02'", '1, null'] };
  expect(await failedValues([rule], table)).toEqual([
    [
      { rule, column: 'id', value: '1' },
      { rule, column: 'day', value: '2023-01-02' },
    ],
    [
      { rule, column: 'id', value: '1' },
      { rule, column: 'day', value: '2023-01-02' },
    ],
    [],
  ]);
});

test('are of a composite the columns of the members that fail', async () => {
  const rule = '(IsComplete "amount") AND (ColumnValues "id" < 2)';
  expect(await failedValues([rule])).toEqual([
    [],
    [
      { rule, column: 'amount', value: null },
      { rule, column: 'id', value: '2' },
    ],
    [{ rule, column: 'id', value: '2' }],
  ]);
});

test('are the columns that a query returns, for CustomSql', async () => {
  const rule = 'CustomSql "select id, day from primary where amount < 0"';
  expect((await failedValues([rule]))[2]).toEqual([
    { rule, column: 'id', value: '2' },
    { rule, column: 'day', value: '1969-12-31' },
  ]);
});

test('are there for a field of a struct, and for nested values as DuckDB writes them', async () => {
  const table = { columns: 'a struct(city varchar), l integer[]', rows: ["{'city': 'x'}, [1, 2]"] };
  expect(await failedValues(['ColumnLength "a.city" > 3', 'IsUnique "l" where "false"'], table)).toEqual([
    [{ rule: 'ColumnLength "a.city" > 3', column: 'a.city', value: 'x' }],
  ]);
  expect(await failedValues(['ColumnValues "l" = NULL'], table)).toEqual([
    [{ rule: 'ColumnValues "l" = NULL', column: 'l', value: '[1, 2]' }],
  ]);
});
