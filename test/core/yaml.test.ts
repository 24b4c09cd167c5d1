import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readText } from '../../src/core/read-text.ts';
import { parseYaml, readYamlFile } from '../../src/core/yaml.ts';
import { codesOf, findingsOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';

const rate = z.number().min(0).max(1);
const schema = z.strictObject({
  name: z.string(),
  seed: z.int().default(7),
  mode: z.enum(['keep', 'quarantine', 'fail']).default('keep'),
  tags: z.array(z.string()).default([]),
  sources: z.record(z.string().regex(/^[a-z]+$/), z.strictObject({ files: z.string() })).default({}),
  defects: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('missing'), column: z.string(), rate }),
        z.strictObject({ kind: z.literal('duplicate'), rate }),
      ]),
    )
    .default([]),
  score: z
    .union([
      z.number(),
      z.strictObject({ near: z.number(), within: z.number() }),
      z.strictObject({ atLeast: z.number() }),
    ])
    .optional(),
});

const parse = (text: string) => parseYaml(text, schema, { file: 'a.yaml' });

/** The mistakes as `line:column code …`, with what was expected and is nearest. */
async function mistakes(text: string): Promise<string[]> {
  const findings = await findingsOf(() => parse(text));
  return findings.map(({ code, message, range, nearest }) => {
    const at = range ? `${range.start.line}:${range.start.column}` : '-';
    return `${at} ${code} ${message}${nearest === undefined ? '' : ` → ${nearest}`}`;
  });
}

test('what is not stated gets its default', () => {
  expect(parse('name: a')).toEqual({ name: 'a', seed: 7, mode: 'keep', tags: [], sources: {}, defects: [] });
});

test('all mistakes of a file come at once, each at its place', async () => {
  expect(await mistakes('name: 1\nsed: 2\nmode: kep\ntags:\n  - ok\n  - [no]\nsources:\n  a: { fils: x }\n')).toEqual([
    '1:1 CONFIG_WRONG_TYPE name has the wrong type',
    '3:1 CONFIG_WRONG_VALUE mode has a value that is not allowed → keep',
    '6:5 CONFIG_WRONG_TYPE tags.1 has the wrong type',
    '8:3 CONFIG_MISSING_KEY sources.a.files is missing',
    '8:8 CONFIG_UNKNOWN_KEY unknown key "fils" in sources.a → files',
    '2:1 CONFIG_UNKNOWN_KEY unknown key "sed" in the document → seed',
  ]);
});

test('an unknown key lists the keys there are', async () => {
  const [finding] = await findingsOf(() => parse('name: a\nsources: { s: { files: x, color: red } }'));
  expect(finding).toMatchObject({ code: 'CONFIG_UNKNOWN_KEY', expected: 'files', file: 'a.yaml' });
});

describe('in a union', () => {
  test('the keys are those of the member that the value is of', async () => {
    const [finding] = await findingsOf(() => parse('name: a\ndefects: [{ kind: duplicate, rate: 0.1, colum: x }]'));
    expect(finding).toMatchObject({ expected: 'kind, rate', range: { start: { line: 2 } } });
    const [other] = await findingsOf(() =>
      parse('name: a\ndefects: [{ kind: missing, rate: 0.1, column: x, rat: 1 }]'),
    );
    expect(other).toMatchObject({ expected: 'kind, column, rate', nearest: 'rate' });
  });

  test('a wrong key that tells the members apart has the nearest', async () =>
    expect(await mistakes('name: a\ndefects: [{ kind: mising, rate: 1 }, { rate: 1 }]')).toEqual([
      '2:13 CONFIG_WRONG_VALUE defects.0.kind has a value that is not allowed → missing',
      '2:38 CONFIG_MISSING_KEY defects.1.kind is missing',
    ]));

  test('the mistakes are those of the member that fits best', async () =>
    expect(await mistakes('name: a\nscore: { near: 1, wihtin: 2 }')).toEqual([
      '2:1 CONFIG_MISSING_KEY score.within is missing',
      '2:19 CONFIG_UNKNOWN_KEY unknown key "wihtin" in score → within',
    ]));

  test('a value of no form is told the forms', async () => {
    const [finding] = await findingsOf(() => parse('name: a\nscore: high'));
    expect(finding).toMatchObject({ expected: 'a number or a mapping', found: '"high"' });
  });
});

test('a key of a wrong form says why', async () =>
  expect(await mistakes('name: a\nsources: { B: { files: x } }')).toEqual([
    '2:12 CONFIG_WRONG_VALUE sources.B: Invalid string: must match pattern /^[a-z]+$/',
  ]));

describe('text that is no YAML', () => {
  test.each([
    ['a tab as indent', 'name: a\ntags:\n\t- x', '3:1 YAML_SYNTAX Tabs are not allowed as indentation'],
    ['a key twice', 'name: a\nname: b', '2:1 YAML_DUPLICATE_KEY Map keys must be unique'],
    ['an open bracket', 'name: [a', 'YAML_SYNTAX'],
    ['two documents', 'name: a\n---\nname: b', 'YAML_SYNTAX'],
    ['an unknown alias', 'name: *x', 'YAML_SYNTAX'],
    ['a list', '- name', '1:1 CONFIG_WRONG_TYPE the document has the wrong type'],
    ['a word', 'hello', '1:1 CONFIG_WRONG_TYPE the document has the wrong type'],
    ['nothing', '', 'YAML_EMPTY the file is empty'],
    ['a comment', '# soon\n', 'YAML_EMPTY the file is empty'],
    ['brackets without end', '['.repeat(5_000), 'YAML_SYNTAX'],
  ])('%s is a finding', async (_, text, expected) => expect((await mistakes(text)).join('\n')).toContain(expected));

  test('aliases that multiply are refused at once', async () => {
    const levels = Array.from({ length: 30 }, (_, level) => `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`);
    const bomb = ['name: &a-1 x', ...levels].join('\n').replaceAll('a-1', 'start');
    expect((await mistakes(bomb)).join('\n')).toContain('Excessive alias count');
  });
});

describe('a file', () => {
  test('that is missing, a folder or not UTF-8 is a finding', async () => {
    await using folder = await tempFolder();
    const latin1 = await folder.write('latin1.yaml', Buffer.from('name: caf\xe9', 'latin1'));
    expect(await codesOf(() => readText(`${folder.path}/none.yaml`))).toEqual(['FILE_NOT_FOUND']);
    expect(await codesOf(() => readText(folder.path))).toEqual(['FILE_UNREADABLE']);
    expect(await codesOf(() => readYamlFile(latin1, schema))).toEqual(['FILE_NOT_UTF8']);
  });

  test('may begin with a byte order mark', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('bom.yaml', '\uFEFFname: a');
    expect(await readText(path)).toBe('name: a');
    expect(await readYamlFile(path, schema)).toMatchObject({ name: 'a' });
  });
});
