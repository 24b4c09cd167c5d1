/** Every head with every tail: `crossed(['Mean "v"'], ['> 1', '= 2'])`. */
export function crossed(heads: readonly string[], tails: readonly string[]): string[] {
  return heads.flatMap((head) => tails.map((tail) => `${head} ${tail}`));
}

/** Conditions on a number that between them use every operator. */
export const NUMBER_TESTS: readonly string[] = [
  '= 2',
  '!= 2',
  '> 1',
  '>= 2',
  '< 2',
  '<= 2',
  'between 1 and 3',
  'between 2 and 3',
  'not between 1 and 3',
  'not between 2 and 3',
  'in [1, 2, 3]',
  'not in [1, 2]',
  '> 1 + 1 * 2',
  '= - 2',
];

/** Conditions on a number that cannot be judged without history, or at all. */
export const ODD_NUMBER_TESTS: readonly string[] = [
  '= NULL',
  '> NULL',
  'in [NULL, 1]',
  'between NULL and 5',
  '> last()',
  '= avg(last(3))',
  'in [last(2), 1]',
  '> abs(-1)',
  '> 1 / 0',
];

/** Filters: some rows, no row, rows where the value is missing, rows for which it is unknown. */
export const FILTERS: readonly string[] = [
  'where "k > 1"',
  'where "k > 100"',
  'where "v is null"',
  'where "v is not null or k = 1"',
];
