import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkKey } from '../../src/lake/keys.ts';
import { parsePartitionPath, partitionPath } from '../../src/lake/partition-path.ts';

describe('partitionPath', () => {
  test('names folders in the order of the partition columns', () => {
    expect(partitionPath(['day', 'region'], { region: 'eu', day: '2023-01-01' })).toBe('day=2023-01-01/region=eu');
    expect(partitionPath([], {})).toBe('');
  });

  test.each([
    ['a b+c', 'x=a b+c'],
    ['a/b', 'x=a%2Fb'],
    ['..', 'x=..'],
    ['50%', 'x=50%25'],
    ['12:30', 'x=12%3A30'],
    ['a=b', 'x=a%3Db'],
    ['line\nbreak', 'x=line%0Abreak'],
    [`"#'*?\\{[]^`, 'x=%22%23%27%2A%3F%5C%7B%5B%5D%5E'],
    ['ü😀', 'x=ü😀'],
    [null, 'x=__HIVE_DEFAULT_PARTITION__'],
    ['', 'x=__HIVE_DEFAULT_PARTITION__'],
    ['NULL', 'x=%4EULL'],
    ['null', 'x=%6Eull'],
    ['__HIVE_DEFAULT_PARTITION__', 'x=%5F_HIVE_DEFAULT_PARTITION__'],
  ])('writes %j as %j, as Spark does or so that Spark and DuckDB read it back', (value, path) => {
    expect(partitionPath(['x'], { x: value })).toBe(path);
  });

  test('is read back, and is a key', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((value) => value !== '');
    const value = fc.oneof(text, fc.constantFrom(null, 'NULL', '%41', '%', '__HIVE_DEFAULT_PARTITION__'));
    fc.assert(
      fc.property(fc.dictionary(text, value, { minKeys: 1, maxKeys: 3, noNullPrototype: true }), (partition) => {
        const path = `${partitionPath(Object.keys(partition), partition)}/file.parquet`;
        checkKey(path);
        expect(new Map(Object.entries(parsePartitionPath(path)))).toEqual(new Map(Object.entries(partition)));
      }),
    );
  });
});

describe('parsePartitionPath', () => {
  test('reads what engines write', () => {
    expect(parsePartitionPath('/tmp/x/p=a%2Fb%20c%2Bd%25%3D%C3%BC/q=/data_0=1.parquet')).toEqual({
      p: 'a/b c+d%=ü',
      q: '',
    });
  });

  test('takes a lone percent sign for itself', () => {
    expect(parsePartitionPath('p=50%/f')).toEqual({ p: '50%' });
  });

  test('refuses an escape that is not UTF-8', () => {
    expect(() => parsePartitionPath('p=%FF/f')).toThrow('LAKE_BAD_PARTITION');
  });
});
