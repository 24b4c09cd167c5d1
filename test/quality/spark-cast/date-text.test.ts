import { expect, test } from 'vitest';
import { isDateText } from '../../../src/quality/spark-cast/date-text.ts';
import { takenOf } from './taken.ts';

test('takes a year, a month and a day as far as they go, and anything after a space or T', async () => {
  const texts = ['2023', '2023-01', '2023-1', '2023-1-5', '2023-01-05', ' 2023-01-05\n'];
  const withRest = ['2023-01-05 25:00:00', '2023-01-05T', '2023-01-05Tx\ny', '2023-01-05  '];
  expect(await takenOf([...texts, ...withRest], isDateText('t'))).toEqual([...texts, ...withRest]);
});

test('takes years of four to seven digits with a sign, as far as 32 bits of days go', async () => {
  const texts = [
    '0000-01-01',
    '-0001-01-01',
    '+2023-01-01',
    '202301',
    '1234567-01-01',
    '5881579-12-31',
    '-5877640-01-01',
  ];
  expect(await takenOf(texts, isDateText('t'))).toEqual(texts);
  const beyond = ['202', '12345678-01-01', '20230101', '5881581-01-01', '-5877642-01-01', '--2023'];
  expect(await takenOf(beyond, isDateText('t'))).toEqual([]);
});

test('takes days of the calendar', async () => {
  const texts = ['2024-02-29', '2000-02-29', '0004-02-29', '-0004-02-29', '2023-12-31', '2023-04-30'];
  expect(await takenOf(texts, isDateText('t'))).toEqual(texts);
  const none = ['2023-02-29', '1900-02-29', '2100-02-29', '2023-04-31', '2023-13-01', '2023-00-01', '2023-01-32'];
  expect(await takenOf(none, isDateText('t'))).toEqual([]);
});

test('takes no other notation', async () => {
  const texts = [
    null,
    '',
    '2023/01/05',
    '05-01-2023',
    '2023-01-05x',
    '2023-01-05Z',
    '2023-01-',
    '2023-001-05',
    '2023-01 10',
  ];
  expect(await takenOf([...texts, '2023T10', '10:00:00', '2023-01-01\t', '2023-01-05t10'], isDateText('t'))).toEqual([
    '2023-01-01\t',
  ]);
});
