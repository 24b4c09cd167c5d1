import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printFlatYaml } from '../../../src/core/print-yaml.ts';
import type { LiteralData } from '../../../src/formats/open-data.ts';
import { recipeLike } from '../../../src/generators/infer/like/recipe-like.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import { foldersOf, openData } from '../../../src/formats/open-data.ts';
import type { RecipeInput } from '../../../src/generators/recipe.ts';
import { rowsOf } from '../rows-of.ts';

/*
 * The rule (docs/generate-like.md): a value of the data is in the recipe or in what it makes only as a category, or by
 * chance, where the field has so few values that chance is no surprise: whole numbers of a range, days, short codes, and
 * public lists such as the codes of countries.
 */

const CROWD = 5;
const word = fc.string({
  unit: fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')),
  minLength: 9,
  maxLength: 20,
});
const sentence = fc.array(word, { minLength: 2, maxLength: 6 }).map((words) => words.join(' '));
const address = fc.tuple(word, word).map(([name, host]) => `${name}@${host}.com`);
const code = fc.stringMatching(/^[A-Z]{6}-[0-9]{8}$/);
const amount = fc
  .double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true })
  .filter((value) => Math.abs(value) > 1 && value !== Number(value.toPrecision(6)));
const wide = fc.integer({ min: 1_000_000_000, max: 8_000_000_000_000_000 });

const COLUMNS: readonly { name: string; type: string; values: fc.Arbitrary<unknown> }[] = [
  { name: 'token', type: 'VARCHAR', values: word },
  { name: 'remark', type: 'VARCHAR', values: sentence },
  { name: 'email', type: 'VARCHAR', values: address },
  { name: 'order code', type: 'VARCHAR', values: code },
  { name: 'weight', type: 'DOUBLE', values: amount },
  { name: 'number', type: 'BIGINT', values: wide },
];

const table = fc
  .integer({ min: 1, max: 120 })
  .chain((rows) =>
    fc.tuple(...COLUMNS.map(({ values }) => fc.array(fc.noBias(values), { minLength: rows, maxLength: rows }))),
  )
  .map((columns): LiteralData => ({
    columns: COLUMNS,
    rows: (columns[0] ?? []).map((_, row) => columns.map((values) => values[row])),
  }));

test('no value of a random table is in its recipe or in what that makes', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 0, max: 1000 }), async (data, seed) => {
      const { recipe } = await recipeLike(data);
      const printed = printFlatYaml(recipe, 2);
      const made = await rowsOf(recipe, { rows: 300, seed });
      for (const [index, { name }] of data.columns.entries()) {
        const values = new Set(data.rows.map((row) => String(row[index])));
        for (const value of values) expect(printed).not.toContain(value);
        expect(made.filter((row) => values.has(String(row[name])))).toEqual([]);
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

test(
  'only the shape of text is measured: other letters and digits give the same recipe',
  { timeout: 120_000 },
  async () => {
    const alphabets = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '123456789'];
    const exchange = fc
      .tuple(...alphabets.map((letters) => fc.shuffledSubarray(Array.from(letters), { minLength: letters.length })))
      .map(
        (shuffled) =>
          new Map(
            alphabets.flatMap((letters, index) =>
              Array.from(letters).map((one, at) => [one, shuffled[index]?.[at] ?? one]),
            ),
          ),
      );
    const texts = fc.uniqueArray(fc.oneof(word, sentence), { minLength: 60, maxLength: 90 });
    const codes = fc.uniqueArray(code, { minLength: 60, maxLength: 90 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(texts, codes), exchange, async (values, exchanged) => {
        const others = values.map((value) =>
          Array.from(value)
            .map((sign) => exchanged.get(sign) ?? sign)
            .join(''),
        );
        expect(await recipeOf(others)).toEqual(await recipeOf(values));
      }),
      { numRuns: 8, endOnFailure: true },
    );
  },
);

describe('files that are there', () => {
  test.each([
    'cars.json',
    'movies.json',
    'airports.csv',
    'github.csv',
    'us-state-capitals.json',
    'lookup_people.csv',
    'birdstrikes.csv',
  ])('%s: no text but categories', async (file) => {
    const path = resolve('node_modules/vega-datasets/data', file);
    const { recipe } = await recipeLike(path);
    const seen = await textsOf(path);
    const made = await rowsOf(recipe, { rows: 2000, seed: 3 });
    for (const [name, counts] of seen) {
      const emitted = new Set(made.flatMap((row) => (row[name] === null ? [] : [String(row[name])])));
      const shown = [...emitted].filter((value) => counts.has(value));
      expect({
        name,
        shown: isOfFewValues(recipe, name) ? [] : shown.filter((value) => (counts.get(value) ?? 0) < CROWD),
      }).toEqual({ name, shown: [] });
    }
  });

  test.each(['movies.json', 'airports.csv', 'github.csv'])(
    'the recipe of %s names no value that is rare',
    async (file) => {
      const path = resolve('node_modules/vega-datasets/data', file);
      const printed = printFlatYaml((await recipeLike(path)).recipe.fields, 1);
      const texts = [...(await textsOf(path)).values()].flatMap((counts) =>
        [...counts.keys()].filter((value) => counts.get(value) === 1),
      );
      const long = texts.filter((value) => value.length >= 8);
      expect(long.length).toBeGreaterThan(10);
      expect(long.filter((value) => printed.includes(value))).toEqual([]);
    },
  );
});

async function recipeOf(values: readonly string[]): Promise<RecipeInput> {
  const columns = [{ name: 'thing', type: 'VARCHAR' }];
  return (await recipeLike({ columns, rows: values.map((value) => [value]) })).recipe;
}

/** Values of the text columns of a file, and how often each comes. */
async function textsOf(path: string): Promise<Map<string, Map<string, number>>> {
  await using session = await openSession({ folders: await foldersOf(path) });
  const data = await openData(session, path, { into: 'data' });
  const texts = data.columns.filter(({ type }) => type === 'VARCHAR').map(({ name }) => name);
  const rows = await session.rows(sql`select * from ${data.relation}`);
  return new Map(
    texts.map((name) => {
      const counts = new Map<string, number>();
      for (const row of rows)
        if (row[name] !== null) counts.set(String(row[name]), (counts.get(String(row[name])) ?? 0) + 1);
      return [name, counts];
    }),
  );
}

const PUBLIC = new Set(['location.state', 'location.country', 'location.countryCode', 'finance.currencyCode']);
const SIZES: Readonly<Record<string, number>> = { '#': 10, '?': 26, '*': 36 };

/** A public list, or a pattern of fewer than a hundred million values. */
function isOfFewValues({ fields }: RecipeInput, name: string): boolean {
  const field = fields[name];
  if (field === undefined) return false;
  if ('faker' in field) return PUBLIC.has(field.faker);
  return 'pattern' in field && Array.from(field.pattern).reduce((all, sign) => all * (SIZES[sign] ?? 1), 1) < 1e8;
}
