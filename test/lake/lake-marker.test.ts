import { expect, test } from 'vitest';
import { claimLake, readMarker } from '../../src/lake/lake-marker.ts';
import { bytesOf, contentOf, tempStore } from './lake-fixture.ts';

test('a lake stays with the scenario that claimed it first', async () => {
  const store = await tempStore();
  expect(await readMarker(store)).toBeUndefined();
  await claimLake(store, { scenario: 'retail' });
  await claimLake(store, { scenario: 'retail' });
  expect(await readMarker(store)).toEqual({ scenario: 'retail' });
  await expect(claimLake(store, { scenario: 'movies' })).rejects.toMatchObject({
    exitCode: 2,
    findings: [
      {
        code: 'LAKE_OF_ANOTHER_SCENARIO',
        expected: 'a lake of scenario "movies", or a new one',
        found: 'quality/lake.json names "retail"',
      },
    ],
  });
  expect(await contentOf(store, 'quality')).toEqual({
    'lake.json': '{\n  "formatVersion": 1,\n  "scenario": "retail"\n}\n',
  });
});

test.each([
  ['', 'LAKE_MARKER_BROKEN'],
  ['{"formatVersion":1,"scen', 'LAKE_MARKER_BROKEN'],
  ['{"formatVersion":1}', 'scenario of the document is not text'],
  ['[]', 'the document is not an object'],
  ['\xff', 'LAKE_MARKER_BROKEN'],
  ['{"formatVersion":2,"scenario":"retail"}', 'LAKE_FORMAT_NEWER'],
])('a marker %j is refused and kept', async (text, message) => {
  const store = await tempStore();
  await store.put('quality', 'lake.json', Buffer.from(text, 'latin1'));
  await expect(claimLake(store, { scenario: 'retail' })).rejects.toThrow(message);
  expect(await store.read('quality', 'lake.json')).toEqual(Buffer.from(text, 'latin1'));
});

test('of two scenarios at once, one gets the lake', async () => {
  const store = await tempStore();
  const outcomes = await Promise.allSettled(['a', 'b'].map((scenario) => claimLake(store, { scenario })));
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await store.put('quality', 'other', bytesOf(''));
});
