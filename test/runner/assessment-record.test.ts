import { expect, test } from 'vitest';
import { replayRecordSchema } from '../../src/runner/record.ts';
import { assessmentRecord } from '../../src/runner/stages/assess.ts';

const distribution = { dataType: 'DoubleType', counts: [2], nullCount: 1, tailCount: 0 };

function recordOf(binEdges: readonly (number | string)[] | undefined) {
  const distributions = binEdges === undefined ? {} : { 'Column.x.Distribution': { ...distribution, binEdges } };
  const result = { score: 1, rowCount: 3, outcomes: [], metrics: { a: Number.NaN }, distributions, findings: [] };
  return assessmentRecord({ dataset: 'curated.x', result, rows: undefined, alertBelow: undefined, elapsedMs: 1 });
}

test('what the analyzers found is in the record, as JSON can hold it', () => {
  const record = recordOf([1, Number.POSITIVE_INFINITY]);
  expect(record.metrics).toEqual({ a: 'NaN' });
  expect(record.distributions).toEqual({ 'Column.x.Distribution': { ...distribution, binEdges: [1, 'Infinity'] } });
  const assessed = replayRecordSchema.shape.stages.element.options.find(({ shape }) => shape.stage.value === 'assess');
  const stage = { stage: 'assess', day: '2024-01-01', status: 'done', elapsedMs: 1, findings: [], datasets: [record] };
  expect(assessed?.safeParse(JSON.parse(JSON.stringify(stage))).error).toBeUndefined();
});

test('a record has distributions only where some were asked for', () => {
  expect('distributions' in recordOf(undefined)).toBe(false);
});
