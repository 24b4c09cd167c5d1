import { expect, test } from 'vitest';
import { secondsOfText } from '../../../src/quality/spark-cast/timestamp-seconds.ts';
import { valuesOf } from './taken.ts';

const CLOCK = new Date('2023-06-15T23:30:00Z');

async function momentsOf(texts: readonly string[]): Promise<(string | null)[]> {
  const seconds = await valuesOf(texts, secondsOfText('t', CLOCK));
  return seconds.map((each) =>
    each === null ? null : new Date(Number(each) * 1000).toISOString().replace('.000', ''),
  );
}

test('a text without a zone is in UTC, and fractions are cut off', async () => {
  expect(await momentsOf(['2023', '2023-02', '2023-02-03', '2023-02-03 4', '2023-02-03T04:05:06.999'])).toEqual([
    '2023-01-01T00:00:00Z',
    '2023-02-01T00:00:00Z',
    '2023-02-03T00:00:00Z',
    '2023-02-03T04:00:00Z',
    '2023-02-03T04:05:06Z',
  ]);
});

test('years before 1970, and before our era', async () => {
  expect(await momentsOf(['1969-12-31 23:59:59.5', '-0001-01-01'])).toEqual([
    '1969-12-31T23:59:59Z',
    '-000001-01-01T00:00:00Z',
  ]);
});

test('offsets and zones by name, summer time included', async () => {
  const texts = [
    '2023-01-15 12:00:00+5:30',
    '2023-01-15 12:00:00UTC-01',
    '2023-01-15 12:00:00 Europe/Paris',
    '2023-07-15 12:00:00 Europe/Paris',
    '2023-03-26 02:30:00 Europe/Paris',
  ];
  expect(await momentsOf(texts)).toEqual([
    '2023-01-15T06:30:00Z',
    '2023-01-15T13:00:00Z',
    '2023-01-15T11:00:00Z',
    '2023-07-15T10:00:00Z',
    '2023-03-26T01:30:00Z',
  ]);
});

test('a time alone is on the day of the clock in its zone', async () => {
  expect(await momentsOf(['10:00', 'T10:00:00+01:00', '10:00:00 Asia/Tokyo'])).toEqual([
    '2023-06-15T10:00:00Z',
    '2023-06-16T09:00:00Z',
    '2023-06-16T01:00:00Z',
  ]);
});

test('a text that is no timestamp has no moment', async () => {
  expect(await momentsOf(['', 'x', '2023-02-30', '2023-01-01 10:00:00 Nowhere/City'])).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
