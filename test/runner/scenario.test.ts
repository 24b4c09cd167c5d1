import { expect, test } from 'vitest';
import { readScenario } from '../../src/runner/scenario.ts';
import { findingsOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';

async function mistakesOf(yaml: string) {
  await using folder = await tempFolder();
  await folder.write('scenario.yaml', yaml);
  const findings = await findingsOf(() => readScenario(folder.path));
  return findings.map(({ code, message, range, nearest }) => ({
    code,
    message,
    line: range?.start.line,
    ...(nearest === undefined ? {} : { nearest }),
  }));
}

test('defaults are filled in', async () => {
  await using folder = await tempFolder();
  await folder.write('scenario.yaml', 'name: a\nsources:\n  s: { generate: { dataset: transactions, rows: 1_000 } }\n');
  const { spec } = await readScenario(folder.path);
  expect(spec).toMatchObject({
    seed: 0,
    about: '',
    raw: { maxBytes: 512 * 1024 * 1024 },
    sources: { s: { generate: { rows: 1000, format: 'csv' }, defects: [] } },
    expect: { raw: {}, quality: {}, defects: {} },
  });
});

test('wrong types, unknown keys and missing keys are all reported, each at its line', async () => {
  const mistakes = await mistakesOf('seed: many\nsources:\n  s:\n    files: 3\nclok: 2023-01-01T00:00:00Z\n');
  expect(mistakes).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ code: 'CONFIG_MISSING_KEY', message: 'name is missing' }),
      expect.objectContaining({ code: 'CONFIG_WRONG_TYPE', line: 1 }),
      expect.objectContaining({ line: 4 }),
      expect.objectContaining({ code: 'CONFIG_UNKNOWN_KEY', line: 5, nearest: 'clock' }),
    ]),
  );
  expect(mistakes).toHaveLength(4);
});

test('a name that refers to nothing is found with the nearest', async () => {
  const [mistake] = await mistakesOf(`name: a
sources:
  orders: { generate: { dataset: transactions } }
ingestion:
  order: {}
`);
  expect(mistake).toMatchObject({ line: 5, message: expect.stringContaining('did you mean "orders"?') });
});

test.each([
  ['a source without an origin', '{}', 'needs either `generate` or `files`'],
  ['a source with two origins', '{ files: a.csv, generate: { dataset: x } }', 'needs either `generate` or `files`'],
])('%s is a mistake', async (_, source, message) => {
  const [mistake] = await mistakesOf(`name: a\nsources:\n  s: ${source}\n`);
  expect(mistake?.message).toContain(message);
});

test('an expectation about an unknown dataset is a mistake', async () => {
  const [mistake] = await mistakesOf(`name: a
sources: { s: { generate: { dataset: transactions } } }
ingestion: { s: {} }
expect:
  processed.t: { rows: 1 }
`);
  expect(mistake?.message).toContain('no dataset named "processed.t" (there are: processed.s)');
});

test('every rules or job file that is not there is named', async () => {
  const mistakes = await mistakesOf(`name: a
sources: { s: { generate: { dataset: transactions } } }
ingestion: { s: { rules: rules/a.dqdl } }
processing: { j: { sql: ../j.sql, dialect: duckdb } }
`);
  expect(mistakes.map(({ code }) => code)).toEqual(['FILE_NOT_FOUND', 'PATH_OUTSIDE']);
});

test('a tab is named as what it is', async () => {
  const [mistake] = await mistakesOf('name: a\nsources:\n\ts: {}\n');
  expect(mistake).toMatchObject({ code: 'YAML_SYNTAX', line: 3 });
});

test('a key that stands twice is a mistake', async () => {
  const mistakes = await mistakesOf('name: a\nname: b\nsources: {}\n');
  expect(mistakes).toMatchObject([{ code: 'YAML_DUPLICATE_KEY', line: 2 }]);
});

const DATASET = 'name: a\nsources:\n  s: { generate: { dataset: transactions } }\ningestion:\n  s: ';

test.each([
  ['a date pattern that means nothing', '{ standardize: { dates: [DD/MM/yyyy] } }', 'DD is not understood'],
  ['a word for true and false', '{ standardize: { booleans: { true: [ja], false: [JA] } } }', 'both true and false'],
  ['one mark for two things', "{ standardize: { numbers: { decimal: ',', grouping: [','] } } }", 'between groups too'],
  ['a currency with a digit', '{ standardize: { numbers: { currency: [A1] } } }', 'without digits'],
  ['a null token that YAML takes for nothing', '{ standardize: { nulls: [NULL] } }', 'nulls.0 has the wrong type'],
  [
    'a column of the rules that is not declared',
    '{ columns: { id: string }, standardize: { columns: { it: {} } } }',
    '"id"',
  ],
])('%s is a mistake in standardize', async (_, ingestion, message) => {
  const [mistake] = await mistakesOf(`${DATASET}${ingestion}\n`);
  expect(mistake?.message).toContain(message);
});

test('standardize is not combined with expectations from labels', async () => {
  const [mistake] = await mistakesOf(`${DATASET}{ standardize: { trim: true } }\nexpect: derived\n`);
  expect(mistake).toMatchObject({ message: expect.stringContaining('expect: derived'), line: 5 });
});

test('words of standardize are texts: what YAML takes for numbers must be in quotes', async () => {
  const mistakes = await mistakesOf(
    `${DATASET}{ standardize: { nulls: [0.00, off, '0.00'], booleans: { true: [on, 1] } } }\n`,
  );
  expect(mistakes).toHaveLength(2);
  expect(mistakes.map(({ code }) => code)).toEqual(['CONFIG_WRONG_TYPE', 'CONFIG_WRONG_TYPE']);
});
