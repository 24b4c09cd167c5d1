import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseYaml } from '../../../src/core/yaml.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Session } from '../../../src/duckdb/session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import { injectDefects } from '../../../src/generators/defects/inject-defects.ts';
import { defectsSchema } from '../../../src/generators/defects/schema.ts';
import { expectRefused } from '../refusals.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

const read = (yaml: string) => parseYaml(yaml, defectsSchema, { file: 'd.yaml' });

async function inject(yaml: string): Promise<unknown> {
  const table = sql`(
    select range::utinyint as small, 127::tinyint as top, 'x' as text, date '2023-01-01' as day,
      if(range < 4, null, range) as half, [range] as list
    from range(8))`;
  const columns = await session.columns(table);
  return injectDefects(session, { table, columns, dataset: 'd', object: 'o', seed: 1, defects: read(yaml) });
}

describe('a defect is refused as it is read', () => {
  test.each([
    ['- { kind: mising, column: a, rate: 0.1 }', /^0\.kind: no such kind of defect.*did you mean "missing"/],
    ['- { column: a, rate: 0.1 }', /needs a kind: one of missing, blank, null-token/],
    ['- { kind: missing, column: a, rate: 1.5 }', /between 0 and 1/],
    ['- { kind: missing, column: a, rate: -0.1 }', /between 0 and 1/],
    ['- { kind: missing, column: a, rate: 0.1, count: 3 }', /either `rate` or `count`/],
    ['- { kind: missing, column: a }', /either `rate` or `count`/],
    ['- { kind: missing, rate: 0.1 }', /column is missing/],
    ['- { kind: duplicate, column: a, rate: 0.1 }', /unknown key "column"/],
    ['- { kind: missing, column: a, count: 1.5 }', /count/],
    ['- { kind: out-of-range, column: a, count: 1, min: 1, max: 2 }', /one of `min`, `max` and `value`/],
  ])('%s', (yaml, message) =>
    expectRefused(() => read(yaml), { file: 'd.yaml', message: expect.stringMatching(message) }),
  );
});

describe('a defect is refused on these data', () => {
  test.each([
    ['- { kind: missing, column: txt, count: 1 }', { code: 'DEFECT_UNKNOWN_COLUMN', nearest: 'text' }],
    ['- { kind: wrong-type, column: text, count: 1 }', { code: 'DEFECT_NO_DAMAGE', column: 'text' }],
    ["- { kind: wrong-type, column: small, count: 1, value: '7' }", { code: 'DEFECT_NO_DAMAGE', column: 'small' }],
    ['- { kind: out-of-range, column: text, count: 1 }', { code: 'DEFECT_COLUMN_UNFIT', column: 'text' }],
    ['- { kind: out-of-range, column: day, count: 1 }', { code: 'DEFECT_COLUMN_UNFIT', hint: 'State `value`.' }],
    ['- { kind: out-of-range, column: day, count: 1, value: soon }', { code: 'DEFECT_COLUMN_UNFIT' }],
    ['- { kind: out-of-range, column: small, count: 1 }', { code: 'DEFECT_COLUMN_UNFIT', hint: 'State `max`.' }],
    [
      '- { kind: out-of-range, column: top, count: 1, max: 100 }',
      { code: 'DEFECT_VALUE_TOO_LARGE', found: expect.stringMatching(/^127 in row/) },
    ],
    ['- { kind: missing, column: half, count: 5 }', { code: 'DEFECT_TOO_FEW_ROWS', found: '4 rows', column: 'half' }],
    [
      '[{ kind: missing, column: day, rate: 0.75 }, { kind: duplicate, count: 3 }]',
      { code: 'DEFECTS_TOO_MANY', found: 'missing 6 + duplicate 3 = 9 rows', expected: 'at most 8 rows' },
    ],
  ])('%s', (yaml, finding) => expectRefused(() => inject(yaml), { dataset: 'd', ...finding }));
});

describe('defects that cannot both be are refused', () => {
  test.each([
    [
      '[{ kind: column-dropped, column: half }, { kind: missing, column: half, count: 1 }]',
      /missing.*of the same column/,
    ],
    ['[{ kind: missing, column: half, count: 1 }, { kind: column-retyped, column: half }]', /column-retyped.*missing/],
    ['[{ kind: drifted-mean, column: half }, { kind: column-dropped, column: half }]', /of the same column/],
    ['[{ kind: column-renamed, column: half }, { kind: column-renamed, column: half, to: x }]', /column-renamed/],
    ['[{ kind: columns-reordered }, { kind: columns-reordered }]', /columns-reordered/],
    ['[{ kind: column-renamed, column: half, to: DAY }]', /^day$/],
    ['[{ kind: column-added, column: day }]', /^day$/],
  ])('%s', (yaml, found) =>
    expectRefused(() => inject(yaml), { code: 'DEFECTS_CONTRADICT', found: expect.stringMatching(found) }),
  );
});

describe('a place or a chance is refused', () => {
  test.each([
    ['where: "nothing > 3"', { code: 'DEFECT_WHERE_INVALID', found: 'nothing > 3' }],
    ['where: "small"', { code: 'DEFECT_WHERE_INVALID', message: expect.stringMatching(/of type UTINYINT/) }],
    ['where: "small > 1) or (true"', { code: 'DEFECT_WHERE_INVALID' }],
    ['where: "random() < 0.5"', { code: 'DEFECT_WHERE_INVALID', message: expect.stringMatching(/random\(\)/) }],
    ['where: "row_number() over () < 3"', { code: 'DEFECT_WHERE_INVALID' }],
    ['where: "exists (from other)"', { code: 'SQL_UNKNOWN_TABLE' }],
    [`where: "exists (from read_csv('/etc/passwd'))"`, { code: 'SQL_FORBIDDEN_FUNCTION' }],
    [`where: "getenv('HOME') = 'x'"`, { code: 'SQL_FORBIDDEN_FUNCTION' }],
    ['partition: { dey: 2023-01-01 }', { code: 'DEFECT_UNKNOWN_COLUMN', nearest: 'day' }],
    ['partition: { day: soon }', { code: 'DEFECT_COLUMN_UNFIT', column: 'day' }],
    ['random: { by: text }', { code: 'DEFECT_COLUMN_UNFIT', column: 'text' }],
    ['random: { by: text, weights: { y: 1 } }', { code: 'DEFECT_TOO_FEW_ROWS', found: '0 rows' }],
  ])('%s', (settings, finding) =>
    expectRefused(() => inject(`- { kind: missing, column: small, count: 1, ${settings} }`), finding),
  );

  test.each([
    ['blank', 'small', 'text'],
    ['duplicate-key', 'list', 'plain values'],
    ['orphan', 'day', 'keys'],
    ['outlier', 'text', 'numbers'],
    ['swapped-day-month', 'small', 'dates'],
    ['flipped-sign', 'small', 'negative'],
    ['swapped-columns', 'day', 'another column of type DATE'],
  ])('%s of column %s', (kind, column, expected) =>
    expectRefused(() => inject(`- { kind: ${kind}, column: ${column}, count: 1 }`), {
      code: 'DEFECT_COLUMN_UNFIT',
      column,
      expected: expect.stringContaining(expected),
    }),
  );

  test('a day in which another defect hit a row is no day to take away', () =>
    expectRefused(
      () => inject('[{ kind: missing, column: small, count: 1 }, { kind: gap-in-days, column: day, count: 1 }]'),
      { code: 'DEFECT_TOO_FEW_ROWS', found: '0 days', hint: expect.stringContaining('before the others') },
    ));
});
