import { expect, test } from 'vitest';
import { isBooleanText } from '../../../src/quality/spark-cast/boolean-text.ts';
import { takenOf } from './taken.ts';

test('takes the words Spark knows, in any case, with white space around', async () => {
  const texts = ['t', 'F', 'y', 'N', 'yes', 'No', '1', '0', 'true', 'FALSE', ' tRuE ', 'yes\n', '\u007Ft'];
  expect(await takenOf(texts, isBooleanText('t'))).toEqual(texts);
});

test('takes nothing else', async () => {
  const texts = [null, '', ' ', 'on', 'off', '2', '01', 'tr ue', '\u00A0true', 'YES.', 'truе'];
  expect(await takenOf(texts, isBooleanText('t'))).toEqual([]);
});
