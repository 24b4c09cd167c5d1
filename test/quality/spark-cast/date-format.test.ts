import { expect, test } from 'vitest';
import { dateFormatTest } from '../../../src/quality/spark-cast/date-format.ts';
import { takenOf } from './taken.ts';

async function read(
  format: string,
  texts: readonly (string | null)[],
): Promise<{ dates: (string | null)[]; old: (string | null)[] }> {
  const sql = dateFormatTest('t', format);
  if (sql === undefined) throw new Error(`${format} is not known`);
  return { dates: await takenOf(texts, sql.isDate), old: await takenOf(texts, sql.isOldDate) };
}

test('a full format wants two digits, four of a year, and a day of the calendar', async () => {
  const dates = ['01/02/2023', '29/02/2024', '01/02/0000', '31/12/+12023', '01/02/-0001'];
  const none = [null, '', '30/02/2023', '00/01/2023', '01/13/2023', '01-02-2023', '01 /02/2023', '01/02/+2023', '1/2/'];
  expect(await read('dd/MM/yyyy', [...dates, ...none])).toEqual({ dates, old: [] });
});

test('what only the parser of Spark 2 takes is told apart', async () => {
  const old = ['1/2/2023', '01/02/23', '01/02/2023abc', ' 01/02/2023', '01/ 2/2023', '0001/02/2023', '31/12/12023'];
  expect(await read('dd/MM/yyyy', [...old, '29/02/1500', '30/2/2023', '1/2/0', '32/1/2023', '1/2/123456789'])).toEqual({
    dates: [],
    old: [...old, '29/02/1500'],
  });
});

test('a missing day is the first, a missing year is 2000, a leap year', async () => {
  expect(await read('MM/yyyy', ['02/2023', '2/2023', '13/2023'])).toEqual({ dates: ['02/2023'], old: ['2/2023'] });
  expect(await read('yyyy-MM', ['2023-02', '2023-02-01', '2023'])).toEqual({ dates: ['2023-02'], old: ['2023-02-01'] });
  expect(await read('dd-MM', ['29-02', '31-04', '1-2'])).toEqual({ dates: ['29-02'], old: ['1-2'] });
  expect(await read('MM/dd', ['02/29', '13/01'])).toEqual({ dates: ['02/29'], old: [] });
  expect(await read('yyyy/MM/dd', ['2023/01/05', '2023-01-05'])).toEqual({ dates: ['2023/01/05'], old: [] });
});

test.each(['yyyyMMdd', 'd-M-yyyy', 'dd/MM-yyyy', 'DD/MM/YYYY', 'yyyy', 'dd.MM.yyyy'])('%s is not known', (format) => {
  expect(dateFormatTest('t', format)).toBeUndefined();
});
