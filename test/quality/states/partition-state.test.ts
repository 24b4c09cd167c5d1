import { describe, expect, test } from 'vitest';
import type { Plain } from '../../../src/duckdb/plain.ts';
import {
  emptyState,
  latest,
  parseState,
  printState,
  type PartitionState,
} from '../../../src/quality/states/partition-state.ts';

const STATE: PartitionState = {
  content: 'abc',
  aggregates: new Map<string, Plain>([
    ['sum("n") where s = \'"💥"\'', '170141183460469231731687303715884105727'],
    ['min("x")', -0],
    ['max("x")', 'NaN'],
    ['avg("x")', 0.1 + 0.2],
    ['min("d")', null],
  ]),
  tables: new Map([['group by "n"', { name: 't.parquet', fingerprint: '12-ab' }]]),
  failing: new Map([['rows', { count: 2, sample: [{ n: -0, s: '-0' }], sampleColumns: [['n']] }]]),
};

describe('the text of a state', () => {
  test('gives back the state, every digit of it', () => {
    const parsed = parseState(printState(STATE));
    expect(parsed).toEqual(STATE);
    expect(parsed?.aggregates.get('min("x")')).toBe(-0);
  });

  test('of another version is none', () => {
    expect(parseState(printState(STATE).replace('"version":1', '"version":2'))).toBeUndefined();
    expect(parseState('[]')).toBeUndefined();
    expect(parseState(printState(emptyState('abc')))).toEqual(emptyState('abc'));
  });

  test('forgets what nobody asked for lately, and nothing that is asked', () => {
    const values = new Map(Array.from({ length: 6_000 }, (_, index) => [`key ${index}`, index]));
    const kept = latest(values, ['key 5999', 'key 7']);
    expect(kept.size).toBe(5_000);
    expect([...kept.keys()].slice(0, 3)).toEqual(['key 7', 'key 5999', 'key 0']);
    expect(latest(values, [...values.keys()]).size).toBe(6_000);
  });
});
