import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standardNames } from '../../src/formats/column-name.ts';

test.each<[string[], string[]]>([
  [
    ['US Gross', 'usGross', 'us_gross'],
    ['us_gross', 'us_gross_2', 'us_gross_3'],
  ],
  [
    ['a b', 'a_b_2', 'A-B'],
    ['a_b', 'a_b_2', 'a_b_3'],
  ],
  [
    ['id', 'ID', 'Id'],
    ['id', 'id_2', 'id_3'],
  ],
  [
    ['', ' ', '🙂', '"x"'],
    ['column_1', 'column_2', 'column_3', 'x'],
  ],
  [
    ['column_2', ''],
    ['column_2', 'column_2_2'],
  ],
  [
    ['2nd Value', 'HTTPStatus', 'Größe (cm)'],
    ['_2nd_value', 'http_status', 'größe_cm'],
  ],
  [['_run_id'], ['run_id']],
])('%j become %j', (names, expected) => {
  expect(standardNames(names)).toEqual(expected);
});

test('a name that another file of the batch has is called as it is there, wherever it stands', () => {
  const known = new Map([
    ['a b', 'a_b'],
    ['A-B', 'a_b_2'],
  ]);
  expect(standardNames(['A-B', 'a b', 'a_b'], known)).toEqual(['a_b_2', 'a_b', 'a_b_3']);
});

const word = fc.array(fc.constantFrom('a', 'A', 'b', '_', '-', ' ', '2', 'é', 'İ', '🙂', '"', '.'), { maxLength: 5 });
const header = fc.array(
  word.map((letters) => letters.join('')),
  { maxLength: 12 },
);

test('standard names are as many as the names, unique letter case aside, and never those of metadata', () => {
  fc.assert(
    fc.property(header, (names) => {
      const standard = standardNames(names);
      expect(standard).toHaveLength(names.length);
      expect(new Set(standard.map((name) => name.toLowerCase())).size).toBe(names.length);
      expect(standard.filter((name) => name === '' || name.startsWith('_source'))).toEqual([]);
      expect(standardNames(standard)).toEqual(standard);
    }),
    { seed: 3, numRuns: 500 },
  );
});

test('different names of a batch never share a column within a file, and the same name always has the same', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        word.map((letters) => letters.join('')),
        { maxLength: 8 },
      ),
      (names) => {
        const known = new Map(names.map((name, index) => [name, standardNames(names)[index] ?? '']));
        const turned = names.toReversed();
        expect(standardNames(turned, known)).toEqual(turned.map((name) => known.get(name)));
      },
    ),
    { seed: 4, numRuns: 500 },
  );
});
