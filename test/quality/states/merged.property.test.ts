import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Session } from '../../../src/duckdb/session.ts';
import { id, join, sql } from '../../../src/duckdb/sql.ts';
import { evaluateRuleset } from '../../../src/quality/evaluate.ts';
import type { Partition } from '../../../src/quality/states/partition.ts';
import type { StateStore } from '../../../src/quality/states/state-store.ts';
import type { CheckResult, Relation } from '../../../src/quality/types.ts';
import { tempFolder } from '../../temp-folder.ts';
import { CLOCK, createTable, rulesetOf } from '../judged.ts';
import { memoryStates } from './memory-states.ts';

const COLUMNS = 'n bigint, s varchar, x double, d date, m decimal(20,3), b boolean, t timestamp';
const cells = [
  fc.constantFrom('null', '0', '1', '2', '7', '-3', '9223372036854775807', '-9223372036854775808'),
  fc.constantFrom('null', "''", "'  '", "'a'", "'b'", "'ab'", "'1'", "'💥'"),
  fc.constantFrom('null', "'nan'", "'-0.0'", '0', '0.5', '2', "'inf'", "'-inf'", '1e300', '1e-300', '123456789.125'),
  fc.constantFrom('null', "'1969-12-31'", "'2023-06-15'", "'2023-06-16'"),
  fc.constantFrom('null', '0', '0.001', '-99999999999999999.999', '99999999999999999.999', '12.5'),
  fc.constantFrom('null', 'true', 'false'),
  fc.constantFrom('null', "'1969-12-31 23:59:59.999999'", "'2023-06-15 12:00:00'"),
];
const row = fc.tuple(...cells).map((values) => values.join(', '));
/** Parts of a table, some of them empty. */
const split = fc.array(fc.array(row, { maxLength: 5 }), { minLength: 1, maxLength: 4 });

const column = fc.constantFrom('"n"', '"s"', '"x"', '"d"', '"m"', '"b"', '"t"', '"N"');
const keys = fc.constantFrom('"n"', '"s"', '"x"', '"m"', '"t"', '"n" "s"', '"s" "n"', '"d" "b"');
const operator = fc.constantFrom('> 0', '< 1', '= 1', '!= 2', 'between 0 and 2', 'not between 0 and 2', 'in [0, 1]');
const where = fc.constantFrom('', '', '', ' where "n > 0"', ` where "s = 'a'"`, ' where "x < 99"', ' where "bad ("');
const compose = (...parts: readonly (fc.Arbitrary<string> | string)[]) =>
  fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((texts) => texts.join(''));
const metric = fc.constantFrom(
  'Completeness',
  'UniqueValueRatio',
  'DistinctValuesCount',
  'Entropy',
  'Mean',
  'Sum',
  'StandardDeviation',
  'Variance',
  'Skewness',
  'Kurtosis',
  'Range',
  'ZerosCount',
  'ColumnLength',
  'InterquartileRange',
);
const rule = fc.oneof(
  { weight: 4, arbitrary: compose(metric, ' ', column, ' ', operator, where) },
  compose('RowCount ', operator, where),
  compose('IsComplete ', column, where),
  compose(fc.constantFrom('IsUnique ', 'IsPrimaryKey '), keys, where),
  compose('Uniqueness ', keys, ' ', operator, where),
  compose('ColumnCorrelation "x" "m" ', operator, where),
  compose('ColumnCorrelation "n" "x" ', operator),
  compose('DuplicateRowCount ', keys, ' ', operator),
  compose('ColumnValues ', column, ' ', operator, where, fc.constantFrom('', ' with threshold > 0.5')),
  compose('ColumnValues "s" ', fc.constantFrom('in ["a", NULL]', '= EMPTY', 'matches "[ab]+"', 'matches "(?=a).*"')),
  compose('ColumnValues "d" ', fc.constantFrom('>= "2023-06-15"', '<= now()')),
  compose('ColumnDataType ', column, ' = "INTEGER"', fc.constantFrom('', ' with threshold > 0.5')),
  compose('DataFreshness ', fc.constantFrom('"d"', '"t"'), ' <= 24 hours'),
  fc.constantFrom(
    'ColumnCount = 7',
    'CustomSql "select count(*) from primary" > 2',
    'CustomSql "select n, s from primary where n > 0"',
    '(IsComplete "n") and (ColumnLength "s" > 0)',
    '(IsComplete "n") or (IsUnique "s")',
  ),
);
const rules = fc.uniqueArray(rule, { minLength: 1, maxLength: 10 });
const analyzers = fc.uniqueArray(
  compose(fc.constantFrom('Completeness', 'Mean', 'Entropy', 'StandardDeviation'), ' ', fc.constantFrom('"x"', '"m"')),
  { maxLength: 2 },
);

describe('on any table, split in any way, and any ruleset', () => {
  test('merged states give what all rows give', async () => {
    await using session = await openSession({ threads: 1 });
    let made = 0;
    await fc.assert(
      fc.asyncProperty(split, rules, rules, analyzers, async (parts, first, second, measured) => {
        await using folder = await tempFolder();
        const states = memoryStates(folder.path);
        const relations = await partsOf(session, `t${made++}`, parts);
        for (const texts of [first, second, first]) {
          const ruleset = rulesetOf(texts, measured);
          const direct = await evaluateRuleset({
            session,
            ruleset,
            primary: await whole(session, relations),
            clock: CLOCK,
          });
          const merged = await evaluateMerged(session, ruleset, relations, states);
          expectSame(merged, direct);
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

async function partsOf(session: Session, name: string, parts: readonly (readonly string[])[]): Promise<Relation[]> {
  const relations: Relation[] = [];
  for (const [index, rows] of parts.entries()) {
    const table = `${name}_${index}`;
    const { columns } = await createTable(session, table, { columns: COLUMNS, rows });
    const from = sql`(select *, ${table} as _source_object, rowid + 1 as _source_row from ${id(table)})`;
    relations.push({ relation: from, columns });
  }
  return relations;
}

async function whole(session: Session, parts: readonly Relation[]): Promise<Relation> {
  const selects = parts.map(({ relation }) => sql`select * from ${relation}`);
  await session.run(sql`create or replace view everything as ${join(selects, ' union all ')}`);
  return { relation: id('everything'), columns: parts[0]?.columns ?? [] };
}

async function evaluateMerged(
  session: Session,
  ruleset: Parameters<typeof evaluateRuleset>[0]['ruleset'],
  parts: readonly Relation[],
  states: StateStore,
): Promise<CheckResult> {
  const [first] = parts;
  await session.run(sql`create or replace view merged as select * from ${first?.relation ?? ''} where false`);
  const partitions = parts.map((relation, index): Partition => ({
    name: `part${index}`,
    content: relation.relation.text,
    isOpen: false,
    open: () => Promise.resolve(relation),
  }));
  return evaluateRuleset({
    session,
    ruleset,
    primary: { relation: id('merged'), columns: first?.columns ?? [] },
    clock: CLOCK,
    partitioned: {
      partitions,
      states,
      openWhole: async () => {
        const selects = parts.map(({ relation }) => sql`select * from ${relation}`);
        await session.run(sql`create or replace view merged as ${join(selects, ' union all ')}`);
      },
    },
  });
}

/** Counts exactly, the rest to 1e-12; verdicts where metrics have the same digits; failing rows where they are shown. */
function expectSame(merged: CheckResult, direct: CheckResult): void {
  expect(merged.rowCount).toBe(direct.rowCount);
  expectMetrics(merged.metrics, direct.metrics);
  for (const [index, expected] of direct.outcomes.entries()) {
    const { failingRows, evaluatedMetrics, ...outcome } = merged.outcomes[index] ?? { evaluatedMetrics: {} };
    expectMetrics(evaluatedMetrics, expected.evaluatedMetrics);
    if (JSON.stringify(evaluatedMetrics) !== JSON.stringify(expected.evaluatedMetrics)) continue;
    expect(expected).toMatchObject(outcome);
    expect(failingRows ?? expected.failingRows).toEqual(expected.failingRows);
  }
}

function expectMetrics(found: Readonly<Record<string, number>>, expected: Readonly<Record<string, number>>): void {
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, value] of Object.entries(expected)) {
    const own = found[name] ?? Number.NaN;
    const scale = /Skewness|Kurtosis|Correlation/.test(name) ? Math.max(1, Math.abs(value)) : Math.abs(value);
    const isClose = Object.is(own, value) || Math.abs(own - value) <= 1e-12 * scale;
    expect([name, own, isClose]).toEqual([name, own, true]);
    if (/Count$|Completeness|Unique/.test(name)) expect(own).toBe(value);
  }
}
