import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { raw, type Sql } from '../../src/duckdb/sql.ts';
import type { Session } from '../../src/duckdb/session.ts';
import type { Analyzer } from '../../src/quality/analyzers/analyzer.ts';
import { keyOf, type AggregateReader, type AggregateRequest } from '../../src/quality/analyzers/request.ts';
import type { Dataset } from '../../src/quality/dataset.ts';
import { measure } from '../../src/quality/measure/measure.ts';
import type { MeasuredValue } from '../../src/quality/measure/measurement.ts';
import { planOf } from '../../src/quality/plan/plan-ruleset.ts';
import { prepareRuleset, type PreparedRuleset } from '../../src/quality/plan/prepare.ts';
import { askedOf, askedOfParts, preparedRules } from '../../src/quality/plan/requests.ts';
import { CLOCK, createTable, rulesetOf } from './judged.ts';

const ON_ALL_ROWS = ['n', 'b', 'x', 'far', 'd'].flatMap(metricsOf);
const ON_SOME_ROWS = [
  ...['x', 'far'].flatMap(metricsOf),
  'RowCount > 0',
  'ColumnCorrelation "x" "far" > 0',
  'ColumnCorrelation "n" "d" > 0',
  'Completeness "x" > 0',
  'ColumnLength "s" between 0 and 3',
  'ColumnLength "s" in [1]',
  'ColumnValues "x" between 0 and 3',
  'ColumnValues "b" not in [1, NULL]',
  'ColumnValues "s" in ["a", EMPTY]',
  'ColumnValues "s" matches "a+"',
];
const RULES = [...ON_ALL_ROWS, ...['', ' where "n > 0"'].flatMap((where) => ON_SOME_ROWS.map((rule) => rule + where))];

function metricsOf(column: string): string[] {
  return ['Mean', 'Sum', 'StandardDeviation', 'Variance', 'Range', 'ZerosCount', 'Skewness', 'Kurtosis'].map(
    (metric) => `${metric} "${column}" > 0`,
  );
}

const RULESET = rulesetOf(RULES);

const COLUMNS = 'part integer, n integer, b bigint, x double, far double, d decimal(12,2), s varchar';
const cells = [
  fc.constantFrom('0', '1', '2'),
  fc.constantFrom('null', '0', '1', '2', '7', '-3'),
  fc.constantFrom('null', '9007199254740993', '9007199254740995', '9007199254740999', '0'),
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom('null', '-0.0', '0.25', '0.5', '1.75') },
    { weight: 1, arbitrary: fc.constantFrom("'nan'", "'inf'", '1e300') },
  ),
  fc.constantFrom('null', '1000000000.1', '1000000000.2', '1000000000.4', '1000000001.7'),
  fc.constantFrom('null', '0.00', '0.10', '-12.34', '1234567890.12'),
  fc.constantFrom('null', "''", "'a'", "'aa'", "'b'"),
];
const table = fc.array(
  fc.tuple(...cells).map((values) => values.join(', ')),
  { maxLength: 24 },
);

test('metrics of combined parts are those of the whole, whatever the split', async () => {
  await using session = await openSession({ threads: 1 });
  let made = 0;
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const name = `t${made++}`;
      const { columns } = await createTable(session, name, { columns: COLUMNS, rows });
      const seen = columns.filter((column) => column.name !== 'part');
      const measured = async (relation: Sql) =>
        measureAll(session, { primary: { relation, columns: seen }, references: {}, clock: CLOCK, files: undefined });
      const whole = await measured(raw(name));
      const parts: MeasuredPart[] = [];
      for (const part of [0, 1, 2]) parts.push(await measured(raw(`(select * from ${name} where part = ${part})`)));
      const combined = (request: AggregateRequest): number | null =>
        request.combine?.(
          parts.map(({ read }) => read),
          request,
        ) ?? null;
      for (const analyzer of combinable(whole.prepared)) {
        const [direct, joined] = [whole.read, combined].map((read) => metricOf(analyzer, read));
        expect({ of: analyzer.metric, where: analyzer.where, ...agreed(direct, joined) }).toMatchObject({
          agree: true,
        });
      }
    }),
    { numRuns: 10 },
  );
});

interface MeasuredPart {
  readonly prepared: PreparedRuleset;
  readonly read: AggregateReader;
}

async function measureAll(session: Session, dataset: Dataset): Promise<MeasuredPart> {
  const prepared = prepareRuleset(RULESET, dataset);
  const { values } = await measure(
    session,
    planOf(prepared, dataset, askedOfParts(askedOf(prepared, dataset))),
    dataset,
  );
  const valueOf = (request: AggregateRequest): MeasuredValue => {
    const measurement = values.get(keyOf(request));
    if (measurement === undefined || !('value' in measurement)) throw new Error(`not measured: ${keyOf(request)}`);
    return measurement;
  };
  const read = (request: AggregateRequest): number | null => valueOf(request).value;
  return {
    prepared,
    read: Object.assign(read, { exact: (request: AggregateRequest) => valueOf(request).exact ?? null }),
  };
}

function combinable(prepared: PreparedRuleset): readonly Analyzer[] {
  const analyzers = preparedRules(prepared).flatMap(({ constraints }) => constraints.map(({ analyzer }) => analyzer));
  const ofParts = analyzers.filter(({ needs }) =>
    needs.every((request) => request.kind === 'aggregate' && request.combine !== undefined),
  );
  expect(ofParts.length).toBe(analyzers.length);
  return ofParts;
}

function metricOf(analyzer: Analyzer, read: (request: AggregateRequest) => number | null): number | undefined {
  const value = analyzer.value(
    (request) => (request.kind === 'aggregate' ? read(request) : null),
    () => [],
  );
  return typeof value === 'number' ? value : undefined;
}

/** Whether two values are one to twelve digits. */
function agreed(direct: number | undefined, joined: number | undefined) {
  const isClose =
    direct !== undefined && joined !== undefined && Math.abs(direct - joined) <= 1e-12 * Math.max(1, Math.abs(direct));
  return { direct, joined, agree: Object.is(direct, joined) || direct === joined || isClose };
}
