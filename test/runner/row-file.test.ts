import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Row } from '../../src/duckdb/session.ts';
import { raw, sql } from '../../src/duckdb/sql.ts';
import { openData } from '../../src/formats/open-data.ts';
import { check } from '../../src/runner/check.ts';
import { codesOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';

const ORDERS = 'id,customer,amount\n3,c1,10.50\n1,c2,\n2,c9,-7.25\n';
const RULES = 'Rules = [ IsComplete "amount", ColumnValues "amount" > 0, RowCount = 3 ]';

/** Rows of a file that was written, as they are read again, in its order. */
async function written(folder: string, path: string): Promise<readonly Row[]> {
  await using session = await openSession({ folders: [folder] });
  const data = await openData(session, path, { into: 'data' });
  return await session.rows(
    sql`select * exclude (_source_object, _source_row) from ${data.relation} order by ${data.rowOrder}`,
  );
}

describe('a file of row-level results', () => {
  test.each(['parquet', 'ndjson', 'json', 'arrow'])(
    'as %s has every row in input order, lists as lists',
    async (extension) => {
      await using folder = await tempFolder();
      const data = await folder.write('orders.csv', ORDERS);
      const rows = join(folder.path, `rows.${extension}`);
      await check({ data, rules: RULES, rows });
      const all = await written(folder.path, rows);
      expect(all.map((row) => row['id'])).toEqual([3, 1, 2]);
      expect(all[2]).toMatchObject({
        DataQualityRulesPass: ['IsComplete "amount"'],
        DataQualityRulesFail: ['ColumnValues "amount" > 0'],
        DataQualityRulesSkip: ['RowCount = 3'],
        DataQualityEvaluationResult: 'Failed',
        DataQualityFailedValues: [{ rule: 'ColumnValues "amount" > 0', column: 'amount', value: '-7.25' }],
      });
    },
  );

  test('as CSV has lists as JSON text', async () => {
    await using folder = await tempFolder();
    const data = await folder.write('orders.csv', ORDERS);
    const rows = join(folder.path, 'rows.csv');
    await check({ data, rules: RULES, rows });
    const [, row = {}] = await written(folder.path, rows);
    expect(JSON.parse(String(row['DataQualityRulesFail']))).toEqual([
      'IsComplete "amount"',
      'ColumnValues "amount" > 0',
    ]);
    expect(JSON.parse(String(row['DataQualityFailedValues']))).toEqual([
      { rule: 'IsComplete "amount"', column: 'amount', value: null },
      { rule: 'ColumnValues "amount" > 0', column: 'amount', value: null },
    ]);
  });

  test('as Parquet has texts, and the columns of the data with their types', async () => {
    await using folder = await tempFolder();
    const data = await folder.write('orders.csv', ORDERS);
    const rows = join(folder.path, 'rows.parquet');
    await check({ data, rules: RULES, rows });
    await using session = await openSession({ folders: [folder.path] });
    const columns = await session.columns(sql`read_parquet(${rows})`);
    expect(columns.map(({ name, type }) => `${name}: ${type}`)).toEqual([
      'id: BIGINT',
      'customer: VARCHAR',
      'amount: DOUBLE',
      '_source_object: VARCHAR',
      '_source_row: BIGINT',
      'DataQualityRulesPass: VARCHAR[]',
      'DataQualityRulesFail: VARCHAR[]',
      'DataQualityRulesSkip: VARCHAR[]',
      'DataQualityEvaluationResult: VARCHAR',
      'DataQualityFailedValues: STRUCT("rule" VARCHAR, "column" VARCHAR, "value" VARCHAR)[]',
    ]);
  });

  test.each(['parquet', 'csv'])(
    'of several files keeps the order in which they were given, as %s',
    async (extension) => {
      await using folder = await tempFolder();
      const files = ['b', 'c', 'a'].map((name) => join(folder.path, `${name}.${extension}`));
      await using session = await openSession({ folders: [folder.path] });
      for (const [index, file] of files.entries()) {
        await session.run(sql`copy (select range + ${index * 10} as id, null::integer as n from range(3)) to ${file}`);
      }
      const rows = join(folder.path, 'rows.ndjson');
      const { outcomes } = await check({ data: files, rules: 'Rules = [ IsComplete "n" ]', rows });
      expect((await written(folder.path, rows)).map(({ id }) => id)).toEqual([0, 1, 2, 10, 11, 12, 20, 21, 22]);
      expect(outcomes[0]?.failingRows?.sample.map(({ id }) => id)).toEqual([0, 1, 2, 10, 11]);
    },
  );

  test('holds only the rows that failed where that is asked for, and none where none did', async () => {
    await using folder = await tempFolder();
    const data = await folder.write('orders.csv', ORDERS);
    const rows = join(folder.path, 'rows.parquet');
    await check({ data, rules: RULES, rows, failedOnly: true });
    expect((await written(folder.path, rows)).map(({ id }) => id)).toEqual([1, 2]);
    await check({ data, rules: 'Rules = [ IsComplete "id" ]', rows, failedOnly: true });
    expect(await written(folder.path, rows)).toEqual([]);
  });

  test.each(['parquet', 'ndjson', 'csv', 'arrow'])(
    'is there for no rows and for analyzers alone, as %s',
    async (extension) => {
      await using folder = await tempFolder();
      const rows = join(folder.path, `rows.${extension}`);
      const columns = [{ name: 'id', type: 'INTEGER' }];
      await check({ data: { columns, rows: [] }, rules: 'Rules = [ IsComplete "id" ]\n', rows });
      await check({ data: { columns, rows: [[1]] }, rules: 'Analyzers = [ Completeness "id" ]\n', rows });
      expect(await written(folder.path, rows)).toMatchObject([{ id: 1, DataQualityEvaluationResult: 'Passed' }]);
    },
  );

  test('of a file of results replaces them, and keeps columns of any name', async () => {
    await using folder = await tempFolder();
    const rows = join(folder.path, 'rows.parquet');
    const columns = ['a.b', 'it\'s "so"', '😀', 'select'].map((name) => ({ name, type: 'INTEGER' }));
    await check({ data: { columns, rows: [[1, 2, 3, 4]] }, rules: 'Rules = [ IsComplete "a.b" ]\n', rows });
    await check({
      data: rows,
      rules: 'Rules = [ ColumnValues "😀" > 3, IsComplete "DataQualityEvaluationResult" ]\n',
      rows,
    });
    const [row = {}] = await written(folder.path, rows);
    expect(row).toMatchObject({
      'a.b': 1,
      'it\'s "so"': 2,
      '😀': 3,
      select: 4,
      DataQualityRulesPass: ['IsComplete "DataQualityEvaluationResult"'],
      DataQualityFailedValues: [{ rule: 'ColumnValues "😀" > 3', column: '😀', value: '3' }],
    });
    expect(Object.keys(row).filter((name) => name.startsWith('DataQuality'))).toHaveLength(5);
  });

  test('takes the options of AWS Glue', async () => {
    await using folder = await tempFolder();
    const data = await folder.write('orders.csv', ORDERS);
    const rows = join(folder.path, 'rows.ndjson');
    const rules = `Rules = [
      IsComplete "amount" where "id < 3" labels=["a"="b"],
      (ColumnValues "id" > 2) or (ColumnValues "id" < 3)
    ]`;
    const { outcomes } = await check({
      data,
      rules,
      rows,
      compositeMethod: 'ROW',
      filteredRowLabel: 'SKIPPED',
      ruleWithLabels: 'ENABLED',
    });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Failed', 'Passed']);
    expect((await written(folder.path, rows))[0]).toMatchObject({
      DataQualityRulesSkip: ['IsComplete "amount" where "id < 3" labels=["a"="b"]'],
    });
  });

  test('stays as it was where the rules are refused, the format is unknown, or the place cannot be written', async () => {
    await using folder = await tempFolder();
    const data = await folder.write('orders.csv', ORDERS);
    const rows = await folder.write('rows.csv', 'old');
    expect(await codesOf(() => check({ data, rules: 'Rules = [ Nonsense ]\n', rows }))).toEqual(['DQDL_UNKNOWN_RULE']);
    expect(await readFile(rows, 'utf8')).toBe('old');
    const codes: string[] = [];
    for (const path of ['rows.foo', 'none/rows.csv', '.']) {
      codes.push(...(await codesOf(() => check({ data, rules: RULES, rows: join(folder.path, path) }))));
    }
    expect(codes).toEqual(['FORMAT_UNKNOWN', 'FOLDER_NOT_FOUND', 'FORMAT_UNKNOWN']);
    expect((await readdir(folder.path)).toSorted()).toEqual(['orders.csv', 'rows.csv']);
  });
});

describe('200,000 rows on several threads', () => {
  const ROWS = 200_000;
  /** By their rule, SQL of the rows that pass. */
  const PASSES = {
    'ColumnValues "n" < 5': 'n < 5',
    'IsComplete "s" where "n > 2"': 'n <= 2 or s is not null',
    'IsUnique "k"': 'id >= 10',
    'ColumnValues "s" matches "(?=t1).*"': `coalesce(s like 't1%', false)`,
    'CustomSql "select id from primary where n <> 6"': 'n <> 6',
    'ColumnValues "n" in [0,1,2] where "n in (select n from primary where n > 5)"': 'n <= 5',
  };

  test.each(['parquet', 'csv'])('keep their order and their lists, from %s', async (extension) => {
    await using folder = await tempFolder();
    await using session = await openSession({ folders: [folder.path] });
    const data = join(folder.path, `data.${extension}`);
    await session.run(sql`copy (
      select range as id, (hash(range) % 7)::integer as n, case when range % 13 = 0 then null else 't' || (range % 3) end as s,
        case when range < 10 then 0 else range end as k from range(${ROWS})) to ${data}`);
    const rows = join(folder.path, 'rows.parquet');
    await check({ data, rules: `Rules = [ ${Object.keys(PASSES).join(', ')} ]\n`, rows });
    const result = sql`(select *, file_row_number as place from read_parquet(${rows}, file_row_number = true))`;
    const wrong = Object.entries(PASSES).map(([rule, passes]) => {
      const list = raw(`case when ${passes} then 'DataQualityRulesPass' else 'DataQualityRulesFail' end`);
      return sql`count(*) filter (where not list_contains(
        case when ${list} = 'DataQualityRulesPass' then "DataQualityRulesPass" else "DataQualityRulesFail" end, ${rule})) as ${raw(`"${rule.replaceAll('"', '""')}"`)}`;
    });
    const [counts] = await session.rows(sql`select count(*) as rows, count(*) filter (where id <> place) as misplaced,
      count(*) filter (where len("DataQualityRulesPass") + len("DataQualityRulesFail") <> ${Object.keys(PASSES).length}) as twice,
      ${raw(wrong.map(({ text }) => text).join(', '))} from ${result}`);
    const none = Object.fromEntries(Object.keys(PASSES).map((rule) => [rule, 0]));
    expect(counts).toEqual({ rows: ROWS, misplaced: 0, twice: 0, ...none });
  });
});
