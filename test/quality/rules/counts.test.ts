import { describe, expect, test } from 'vitest';
import { check, judge, unmet, verdicts } from '../judged.ts';

const people = { columns: 'id integer, name varchar', rows: ["1, 'a'", '2, null', "3, 'b'", '4, null'] };
const empty = { columns: 'id integer, name varchar', rows: [] };
const nulls = { columns: 'id integer, name varchar', rows: ['null, null', 'null, null'] };

describe('RowCount and ColumnCount', () => {
  test('count rows and columns, and say the count as a whole number', async () => {
    expect(await verdicts(people, ['RowCount = 4', 'RowCount > 4', 'ColumnCount = 2', 'ColumnCount != 2'])).toEqual({
      'RowCount = 4': 'Passed',
      'RowCount > 4': unmet('4'),
      'ColumnCount = 2': 'Passed',
      'ColumnCount != 2': unmet('2'),
    });
  });

  test('RowCount is a real 0 on no rows, with and without where', async () => {
    expect(await verdicts(empty, ['RowCount = 0', 'RowCount > 0'])).toEqual({
      'RowCount = 0': 'Passed',
      'RowCount > 0': unmet('0'),
    });
    expect((await judge(people, 'RowCount = 0 where "id > 9"')).outcome).toBe('Passed');
  });

  test('RowCount under where has nothing to judge on empty data, and passes', async () => {
    expect(await judge(empty, 'RowCount > 0 where "1 = 1"')).toMatchObject({ outcome: 'Passed', evaluatedMetrics: {} });
  });

  test('between leaves out both ends and not between takes them', async () => {
    expect(await verdicts(people, ['RowCount between 4 and 9', 'RowCount not between 4 and 9'])).toEqual({
      'RowCount between 4 and 9': unmet('4'),
      'RowCount not between 4 and 9': 'Passed',
    });
  });

  test('all four arithmetic operators share one precedence', async () => {
    expect((await judge(people, 'RowCount = 1 + 1 * 2')).outcome).toBe('Passed');
  });

  test('a NULL operand fails the rule, last() is an Error, and neither passes', async () => {
    expect(await verdicts(people, ['RowCount = NULL', 'RowCount > avg(last(3))'])).toEqual({
      'RowCount = NULL': "Failed: Can't execute the assertion: Unknown operand type: NULL!",
      'RowCount > avg(last(3))':
        'Error: avg() needs the metrics of earlier runs, which this version does not evaluate yet',
    });
  });
});

describe('ColumnExists', () => {
  test('is the only rule for which the case of a name counts', async () => {
    expect(await verdicts(people, ['ColumnExists "id"', 'ColumnExists "ID"', 'IsComplete "ID"'])).toEqual({
      'ColumnExists "id"': 'Passed',
      'ColumnExists "ID"': unmet('0.0'),
      'IsComplete "ID"': 'Passed',
    });
  });
});

describe('Completeness and IsComplete', () => {
  test('are the share of rows that are not NULL', async () => {
    const { outcomes } = await check(people, ['Completeness "name" > 0.5', 'IsComplete "id"', 'IsComplete "name"']);
    expect(outcomes.map(({ outcome, evaluatedMetrics }) => [outcome, evaluatedMetrics])).toEqual([
      ['Failed', { 'Column.name.Completeness': 0.5 }],
      ['Passed', { 'Column.id.Completeness': 1 }],
      ['Failed', { 'Column.name.Completeness': 0.5 }],
    ]);
  });

  test('see only the rows under where', async () => {
    expect((await judge(people, 'IsComplete "name" where "id in (1, 3)"')).outcome).toBe('Passed');
  });

  test('fail on no rows, but pass where a filter leaves none', async () => {
    const reason = 'Failed: Empty state for analyzer Completeness(id,None,None), all input values were NULL.';
    expect(await verdicts(empty, ['IsComplete "id"', 'IsComplete "id" where "id > 0"'])).toEqual({
      'IsComplete "id"': reason,
      'IsComplete "id" where "id > 0"': 'Passed',
    });
  });

  test('are a real 0 where every value is NULL', async () => {
    expect(await verdicts(nulls, ['Completeness "id" = 0', 'IsComplete "id"'])).toEqual({
      'Completeness "id" = 0': 'Passed',
      'IsComplete "id"': unmet('0.0'),
    });
  });

  test('an empty text is complete', async () => {
    expect((await judge({ columns: 's varchar', rows: ["''"] }, 'IsComplete "s"')).outcome).toBe('Passed');
  });
});

describe('a column that is not there', () => {
  test('fails every rule on it, without a metric', async () => {
    const rules = [
      'IsComplete "x"',
      'IsUnique "x"',
      'DistinctValuesCount "x" > 0',
      'Mean "x" > 0',
      'ColumnLength "x" > 0',
    ];
    const { outcomes } = await check(people, rules);
    expect(outcomes.map(({ failureReason }) => failureReason)).toEqual(
      rules.map(() => 'Input data does not include column x!'),
    );
    expect(
      outcomes.every(
        ({ outcome, evaluatedMetrics }) => outcome === 'Failed' && Object.keys(evaluatedMetrics).length === 0,
      ),
    ).toBe(true);
  });
});

describe('column names', () => {
  test.each(['order id', 'a"b', "it's", '🙂', 'a.b', 'select', 'size', 'all_null', 'größe'])(
    '%j may be judged',
    async (name) => {
      const quoted = `"${name.replaceAll('"', '""')}"`;
      const table = { columns: `${quoted} varchar`, rows: ["'a'", "'b'"] };
      const column = `"${name.replaceAll('"', '\\"')}"`;
      const rules = [`IsPrimaryKey ${column}`, `ColumnLength ${column} = 1`, `ColumnValues ${column} in ["a", "b"]`];
      // The parser keeps the backslash of an escaped quote in a parameter, as AWS's does: such a name cannot be meant.
      const isMeant = !name.includes('"');
      const { outcomes } = await check(table, rules);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(rules.map(() => (isMeant ? 'Passed' : 'Failed')));
    },
  );
});

describe('analyzers', () => {
  test('give metrics and no outcome, and count for no score', async () => {
    const result = await check(people, [], {
      analyzers: ['RowCount', 'Completeness "name"', 'DistinctValuesCount "name"', 'ColumnLength "name"', 'Mean "id"'],
    });
    expect(result.metrics).toEqual({
      'Dataset.*.RowCount': 4,
      'Column.name.Completeness': 0.5,
      'Column.name.DistinctValuesCount': 3,
      'Column.name.MinimumLength': 0,
      'Column.name.MaximumLength': 1,
      'Column.id.Mean': 2.5,
    });
    expect(result).toMatchObject({ score: 1, rowCount: 4, outcomes: [], findings: [] });
  });

  test('that cannot be measured are findings', async () => {
    const { findings } = await check(people, [], { analyzers: ['Mean "name"', 'Sum "no"'] });
    expect(findings).toEqual([
      { code: 'ANALYZER_FAILED', severity: 'warning', message: expect.stringMatching(/^Column\.name\.Mean was not /) },
      {
        code: 'ANALYZER_FAILED',
        severity: 'warning',
        message: 'Column.no.Sum was not measured: Input data does not include column no!',
      },
    ]);
  });
});

test('a rule type that is not evaluated yet is an Error, never a pass', async () => {
  expect(await verdicts(people, ['DetectAnomalies "RowCount"'])).toEqual({
    'DetectAnomalies "RowCount"': 'Error: DetectAnomalies is not evaluated by this version',
  });
});
