import { describe, expect, test } from 'vitest';
import { cycleRule } from './cycles.ts';
import { effectsRule } from './effects-rule.ts';
import { lengthRule, nameRule } from './file-rules.ts';
import { layerRule } from './layers.ts';
import { sourceFile, type Rule } from './project-files.ts';
import { pureQualityRule } from './pure-quality.ts';
import { thirdPartyRule } from './third-party.ts';

describe('layers', () => {
  const SESSION = "import type { Session } from '../duckdb/session.ts';";
  test.each([
    [
      'a type of a folder below',
      'src/core/a.ts',
      SESSION,
      /src\/core\/a\.ts:1: core imports duckdb .* no other folder/,
    ],
    [
      'cli from a report',
      'src/reports/a.ts',
      "\nimport { a } from '../cli/a.ts';",
      /reports\/a\.ts:2: reports imports cli/,
    ],
    ['cli from the index', 'src/index.ts', "export { a } from './cli/a.ts';", /index imports cli/],
    ['a value where types are allowed', 'src/reports/a.ts', "import { a } from '../runner/a.ts';", /Use "import type"/],
    ['a folder without a row', 'src/extras/a.ts', "import '../core/a.ts';", /not in the layer table/],
    ['a dynamic import', 'src/lake/a.ts', "await import('../quality/a.ts');", /lake imports quality/],
    ['a file outside src', 'src/core/a.ts', "import '../../test/a.ts';", /not in src/],
  ])('refuses %s', (_, path, text, message) => expectBroken(layerRule, { [path]: text }, message));

  test.each([
    ['duckdb in formats', 'src/formats/a.ts', SESSION],
    ['types of the record in reports', 'src/reports/a.ts', "import type { A } from '../runner/record.ts';"],
    ['the same folder', 'src/quality/rules/a.ts', "import { a } from '../dqdl/a.ts';"],
  ])('allows %s', (_, path, text) => expectHeld(layerRule, { [path]: text }));
});

describe('third-party packages', () => {
  test.each([
    ['out of its place', "import { z } from 'zod';", /zod may be imported only in core/],
    ['without a place', "import _ from 'left-pad/x';", /left-pad has no place yet/],
    ['of Node without node:', "import fs from 'fs';", /"node:fs"/],
  ])('refuses one %s', (_, text, message) => expectBroken(thirdPartyRule, { 'src/lake/a.ts': text }, message));

  test('allows one in its place', () =>
    expectHeld(thirdPartyRule, { 'src/cli/a.ts': "import { Command } from 'commander';" }));
});

describe('cycles', () => {
  test('names the files of a circle, type-only imports included', () =>
    expectBroken(
      cycleRule,
      { 'src/a.ts': "import { b } from './b.ts';", 'src/b.ts': "import type { A } from './a.ts';" },
      /^src\/b\.ts:1: .*src\/a\.ts -> src\/b\.ts -> src\/a\.ts/,
    ));

  test('sees a file that imports itself', () =>
    expectBroken(cycleRule, { 'src/a.ts': "export * from './a.ts';" }, /closes/));

  test('sees a circle behind a file that is not in it', () =>
    expectBroken(
      cycleRule,
      { 'src/a.ts': "import './b.ts';", 'src/b.ts': "import './c.ts';", 'src/c.ts': "import './b.ts';" },
      /src\/b\.ts -> src\/c\.ts -> src\/b\.ts/,
    ));

  test('allows two ways to one file', () =>
    expectHeld(cycleRule, {
      'src/a.ts': "import './b.ts';\nimport './c.ts';",
      'src/b.ts': "import './c.ts';",
      'src/c.ts': '',
    }));
});

describe('files', () => {
  test('300 lines are allowed, 301 are not', () => {
    expectHeld(lengthRule, { 'src/a.ts': 'x\n'.repeat(300) });
    expectBroken(lengthRule, { 'src/a.ts': 'x\n'.repeat(301) }, /has 301 lines/);
  });

  test.each(['src/core/openSession.ts', 'src/core/open_session.ts', 'test/core/A.test.ts'])(
    '%s is not kebab-case',
    (path) => expectBroken(nameRule, { [path]: '' }, /not kebab-case/),
  );

  test.each(['src/utils/a.ts', 'src/core/string-utils.ts', 'test/common/a.test.ts', 'src/lake/manager.ts'])(
    '%s has a name that says nothing',
    (path) => expectBroken(nameRule, { [path]: '' }, /says nothing/),
  );

  test('a good name is allowed', () =>
    expectHeld(nameRule, { 'src/core/open-session.ts': '', 'test/core/utility-bill.test.ts': '' }));
});

describe('effects', () => {
  test.each(['Date.now()', 'new Date()', 'performance.now()', 'Math.random()', 'process.env.HOME', 'console.log(1)'])(
    'refuses %s',
    (code) => expectBroken(effectsRule, { 'src/lake/a.ts': `const a = 1;\n${code};` }, /^src\/lake\/a\.ts:2: .* Use /),
  );

  test('allows them in effects, in cli, in comments and in text', () =>
    expectHeld(effectsRule, {
      'src/core/effects.ts': 'Date.now()',
      'src/cli/main.ts': 'process.env',
      'src/lake/a.ts': "// Date.now()\nconst a = 'process.env'; new Date(0);",
    }));
});

describe('quality', () => {
  const sql = { 'src/duckdb/sql.ts': '' };
  const open = { 'src/duckdb/open-session.ts': "import { DuckDBInstance } from '@duckdb/node-api';" };
  test('refuses Node in a file that takes no session', () =>
    expectBroken(pureQualityRule, { 'src/quality/score.ts': "import 'node:fs';" }, /score\.ts:1: imports node:fs/));

  test('allows Node in a file that takes a session', () =>
    expectHeld(pureQualityRule, {
      'src/quality/measure.ts': "import 'node:fs';\nimport type { Session } from '../duckdb/session.ts';",
    }));

  test('refuses the way from the language to DuckDB through another file', () =>
    expectBroken(
      pureQualityRule,
      {
        ...open,
        'src/quality/dqdl/parse.ts': "import { a } from '../a.ts';",
        'src/quality/a.ts': "import { openSession } from '../duckdb/open-session.ts';",
      },
      /parse\.ts:1: reaches src\/quality\/a\.ts -> src\/duckdb\/open-session\.ts -> @duckdb\/node-api/,
    ));

  test('refuses a package in a rule', () =>
    expectBroken(pureQualityRule, { 'src/quality/rules/mean.ts': "import 'zod';" }, /reaches zod/));

  test('allows the language types of a session and quoting', () =>
    expectHeld(pureQualityRule, {
      ...open,
      ...sql,
      'src/quality/rules/mean.ts':
        "import type { Session } from '../../duckdb/open-session.ts';\nimport { sql } from '../../duckdb/sql.ts';",
    }));
});

function expectBroken(rule: Rule, files: Readonly<Record<string, string>>, message: RegExp): void {
  const violations = judge(rule, files);
  expect(violations).toHaveLength(1);
  expect(violations[0]).toMatch(message);
}

function expectHeld(rule: Rule, files: Readonly<Record<string, string>>): void {
  expect(judge(rule, files)).toEqual([]);
}

function judge(rule: Rule, files: Readonly<Record<string, string>>): string[] {
  return rule(Object.entries(files).map(([path, text]) => sourceFile(path, text)));
}
