import { expect, test } from 'vitest';
import { isTimestampText } from '../../../src/quality/spark-cast/timestamp-text.ts';
import { takenOf } from './taken.ts';

const isTimestamp = isTimestampText('t');

test('takes a date as far as it goes, and a time as far as it goes', async () => {
  const dates = ['2023', '2023-1', '2023-1-5', '+2023-01-05', '-0001-01-05', '123456-01-01', ' 2023-01-05\t'];
  const times = [
    '2023-01-05 1',
    '2023-01-05T10',
    '2023-01-05 1:3',
    '2023-01-05T1:3:5',
    '2023-01-05 23:59:59.123456789',
  ];
  expect(await takenOf([...dates, ...times, '2023-01-05 1:2:3.'], isTimestamp)).toEqual([
    ...dates,
    ...times,
    '2023-01-05 1:2:3.',
  ]);
});

test('takes a time alone, with or without T', async () => {
  const texts = ['10:00', '1:0', '10:00:00', '10:00:00.5', 'T10', 'T1:2', ' T10:30', 'T1:2:3Z', '10:00:00 UTC'];
  expect(await takenOf(texts, isTimestamp)).toEqual(texts);
});

test('takes a zone after the seconds: Z, an offset up to 18 hours in any of its forms, UTC and GMT', async () => {
  const zones = [
    'Z',
    'UTC',
    'GMT',
    'UT',
    '+1',
    '-01',
    '+0130',
    '+01:30',
    '+013000',
    '+01:30:15',
    '+1:30',
    '-1:5',
    '+01:5',
  ];
  const more = ['+18', '+18:00', '-18:00:00', 'UTC+1', 'GMT-03:30', 'UT+0100', 'GMT0'];
  const texts = [...zones, ...more].flatMap((zone) => [`2023-01-05 10:00:00${zone}`, `2023-01-05T10:00:00.25 ${zone}`]);
  expect(await takenOf(texts, isTimestamp)).toEqual(texts);
});

test('takes the names of zones that Java has, in their own case', async () => {
  const names = ['Europe/Paris', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'Africa/Dar_es_Salaam'];
  const more = [
    'Antarctica/DumontDUrville',
    'Etc/GMT-14',
    'EST5EDT',
    'PST',
    'Japan',
    'GB-Eire',
    'SystemV/AST4',
    'US/Pacific',
  ];
  const texts = [...names, ...more].map((name) => `2023-01-05 10:00:00 ${name}`);
  expect(await takenOf(texts, isTimestamp)).toEqual(texts);
  const none = [
    'europe/paris',
    'Europe/paris',
    'EUROPE/PARIS',
    'Nowhere/City',
    'PDT',
    'AM',
    'ROC',
    'Etc/Unknown',
    'utc',
  ];
  expect(
    await takenOf(
      none.map((name) => `2023-01-05 10:00:00 ${name}`),
      isTimestamp,
    ),
  ).toEqual([]);
});

test('takes no zone before the seconds, and none that is no zone', async () => {
  const texts = ['2023-01-05Z', '2023-01-05 10Z', '2023-01-05 10:00Z', '2023-01-05+01:00', '2023Z', 'T10Z'];
  const zones = ['+', '+19', '+18:01', '+1801', '+00:60', '+001', '+01:', '+01:0:00', 'z', 'UTCx', 'UTC +1', 'GMT 0'];
  const zoned = zones.map((zone) => `2023-01-05 10:00:00${zone}`);
  expect(await takenOf([...texts, ...zoned], isTimestamp)).toEqual([]);
});

test('takes no day or time that is not there', async () => {
  const days = ['2023-02-29 10:00:00', '2023-13-01', '202', '20230105', '1234567-01-01', '294248-01-01', '999999'];
  const times = [
    '2023-01-05 24',
    '2023-01-05 10:60',
    '2023-01-05 10:00:60',
    '25:00',
    '10:60',
    '10:',
    '10:00:',
    'T',
    'T100',
  ];
  const others = [
    null,
    '',
    '2023-01-05T',
    '2023-01-05  10',
    '2023-01-05t10',
    '+10:00:00',
    '2023-01 10:00',
    '1T2',
    'T+1',
  ];
  expect(await takenOf([...days, ...times, ...others], isTimestamp)).toEqual([]);
});
