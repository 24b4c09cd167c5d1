import { describe, expect, test } from 'vitest';
import { check, verdicts } from '../judged.ts';

const nested = {
  columns: 'id integer, s struct(a integer, "b c" varchar), l integer[], m map(varchar, integer)',
  rows: ["1, {'a': 1, 'b c': 'x'}, [1, 2], map {'k': 1}"],
};
const STRUCT = 'StructType(StructField(a,IntegerType,true),StructField(b c,StringType,true))';

describe('columns of structs and lists', () => {
  test.each([
    'Completeness "s" > 0',
    'IsComplete "s"',
    'Uniqueness "id" "s" > 0',
    'IsUnique "s"',
    'Entropy "s" > 0',
    'DuplicateRowCount = 0',
  ])('%s is refused, as in Deequ', async (rule) => {
    expect(await verdicts(nested, [rule])).toEqual({
      [rule]: `Failed: Unsupported nested column type of column s: ${STRUCT}!`,
    });
  });

  test('are named as Spark names them', async () => {
    const found = await verdicts(nested, ['UniqueValueRatio "l" > 0', 'Mean "l" > 0']);
    expect(Object.values(found)).toEqual([
      'Failed: Unsupported nested column type of column l: ArrayType(IntegerType,true)!',
      expect.stringMatching(/, but found ArrayType\(IntegerType,true\) instead!$/),
    ]);
  });

  test('have fields that are judged by their path', async () => {
    const { outcomes } = await check(nested, ['IsUnique "s.a"', 'Entropy "s.b c" = 0', 'Variance "s.a" = 0']);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Passed', 'Passed', 'Passed']);
  });
});
