import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/core/yaml.ts';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { injectDefects } from '../../src/generators/defects/inject-defects.ts';
import { defectsSchema } from '../../src/generators/defects/schema.ts';
import { expectRefused } from './refusals.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

const read = (yaml: string) => parseYaml(yaml, defectsSchema, { file: 'd.yaml' });

async function inject(yaml: string): Promise<unknown> {
  const table = sql`(
    select range::utinyint as small, 127::tinyint as top, 'x' as text, date '2023-01-01' as day,
      if(range < 4, null, range) as half
    from range(8))`;
  const columns = await session.columns(table);
  return injectDefects(session, { table, columns, dataset: 'd', object: 'o', seed: 1, defects: read(yaml) });
}

describe('a defect is refused as it is read', () => {
  test.each([
    ['- { kind: mising, column: a, rate: 0.1 }', /^0\.kind: no such kind of defect.*did you mean "missing"/],
    ['- { column: a, rate: 0.1 }', /needs a kind: one of missing, duplicate, out-of-range, wrong-type/],
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
