import { expect, test } from 'vitest';
import { readAs } from './read-rows.ts';

/** The type of a column of these texts, each on a line of its own after a row number. */
async function typeOf(texts: readonly string[]): Promise<{ type: string | undefined; codes: readonly string[] }> {
  const { columns, codes } = await readAs('csv', `n,v\n${texts.map((text, row) => `${row},${text}`).join('\n')}\n`);
  return { type: columns[1]?.type, codes };
}

test.each<[string[], string]>([
  [['1', '-2', ''], 'BIGINT'],
  [['9223372036854775808', '1'], 'HUGEINT'],
  [['1.5', '2', '1e3', 'NaN', '-inf'], 'DOUBLE'],
  [['0.14285714285714285'], 'DOUBLE'],
  [['12345678901234567.89', '1.5'], 'DECIMAL(19,2)'],
  [['9007199254740993', '1.5'], 'DECIMAL(17,1)'],
  [['true', 'FALSE'], 'BOOLEAN'],
  [['true', '1'], 'VARCHAR'],
  [['2023-01-02', '1969-12-31'], 'DATE'],
  [['2023-01-02', '2023-01-02T10:00:00.5'], 'TIMESTAMP'],
  [['2023-01-02 10:00:00', '2023-01-02T10:00:00+02'], 'TIMESTAMP WITH TIME ZONE'],
  [['2023-02-30'], 'VARCHAR'],
  [['01/02/2023'], 'VARCHAR'],
  [['2023-1-2'], 'VARCHAR'],
  [['007', '1'], 'VARCHAR'],
  [['+49', '1'], 'VARCHAR'],
  [['1_000'], 'VARCHAR'],
  [['0x1F'], 'VARCHAR'],
  [['1', 'x'], 'VARCHAR'],
  [['', ''], 'VARCHAR'],
])('%j are %s', async (texts, type) => {
  expect(await typeOf(texts)).toEqual({ type, codes: [] });
});

test.each([
  ['a whole number', ['1'.repeat(39)]],
  ['a long decimal and an exponent', ['12345678901234567.89', '1e3']],
])('%s that no type holds stays text, with a warning', async (_, texts) => {
  expect(await typeOf(texts)).toEqual({ type: 'VARCHAR', codes: ['NUMBER_TOO_LONG'] });
});

test.each([
  ['a longer number', '123456789012345678901234567890', 'HUGEINT'],
  ['a decimal', '1.5', 'DOUBLE'],
  ['a date', '2023-01-02', 'VARCHAR'],
])('%s far down counts', async (_, last, type) => {
  const texts = Array.from({ length: 25_001 }, (_unused, row) => (row === 25_000 ? last : String(row)));
  expect((await typeOf(texts)).type).toBe(type);
});
