import { describe, expect, test } from 'vitest';
import { projectFiles, sourceFile } from './architecture/project-files.ts';
import { codeLiterals, documentedCodes } from './docs/codes.ts';
import { commandsOf, missingFrom, sectionOf } from './docs/commands.ts';
import { exportedNames } from './docs/exports.ts';
import { linksOf } from './docs/markdown.ts';
import { allPages, brokenLink, readPage, userPages } from './docs/pages.ts';
import { DEFECT_KINDS } from '../src/generators/defects/registry.ts';
import { FIELD_KINDS } from '../src/generators/field-schema.ts';
import { RECIPES } from '../src/generators/registry.ts';
import { ruleTypes } from '../src/quality/rules/registry.ts';

/** Upper-case literals in src that are no codes of findings. */
const NOT_CODES = new Set(
  `AWS_ACCESS_KEY_ID AWS_CA_BUNDLE AWS_CONFIG_FILE AWS_DEFAULT_PROFILE AWS_DEFAULT_REGION AWS_IGNORE_CONFIGURED_ENDPOINT_URLS
  AWS_PROFILE AWS_REGION AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_SHARED_CREDENTIALS_FILE
  GLUE_REPLAY_CACHE GLUE_REPLAY_CACHE_SIZE XDG_CACHE_HOME READ_CSV EAI_AGAIN
  CERT_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT ERR_TLS_CERT_ALTNAME_INVALID SELF_SIGNED_CERT_IN_CHAIN
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY UNABLE_TO_VERIFY_LEAF_SIGNATURE AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED STANDARD_IA WHEN_REQUIRED
  AWS_ENDPOINT_URL DOCKER_HOST FORCE_COLOR GITHUB_STEP_SUMMARY NO_COLOR
  BASE_TABLE COLUMN_REF POSITIONAL_REFERENCE RECURSIVE_CTE_NODE SELECT_NODE SET_OPERATION_NODE SHOW_REF TABLE_FUNCTION
  ERR_SCRIPT_EXECUTION_INTERRUPTED ERR_SCRIPT_EXECUTION_TIMEOUT
  CONSISTENT_WITHIN_QUERY TIMESTAMP_MS TIMESTAMP_NS TIMESTAMP_S
  DICTIONARY_DATA DICTIONARY_COUNT ROW_INDEX BLOOM_FILTER BLOOM_FILTER_UTF8 DIRECT_V2 DICTIONARY_V2
  DUPLICATE_KEY TAB_AS_INDENT WHITESPACES_ONLY`.split(/\s+/),
);

const manual = userPages()
  .map(({ text }) => text)
  .join('\n');

test.each(allPages())('every link of $path leads somewhere', (page) => {
  const broken = linksOf(page.text).flatMap(({ line, target }) => {
    const problem = brokenLink(page, target);
    return problem === undefined ? [] : [`${page.path}:${line}: ${target}: ${problem}`];
  });
  expect(broken).toEqual([]);
});

describe('the command line, in docs/cli.md', () => {
  const { text } = readPage('docs/cli.md');

  test.each(commandsOf())('$name: every argument and option', ({ name, words }) => {
    const section = name === 'glue-replay' ? text : sectionOf(text, name);
    expect(section, `docs/cli.md has no heading for ${name}`).toBeDefined();
    expect(missingFrom(section ?? '', words), `missing in the section ${name}`).toEqual([]);
  });
});

describe('findings, in docs/errors.md', () => {
  const documented = documentedCodes(readPage('docs/errors.md').text);
  const literals = codeLiterals(projectFiles('src')).filter(({ code }) => !NOT_CODES.has(code));

  test('every code in src is documented', () => {
    const missing = literals.filter(({ code }) => !documented.includes(code));
    expect(missing.map(({ code, place }) => `${code} of ${place}`)).toEqual([]);
  });

  test('every documented code is in src, and is documented once', () => {
    const used = new Set(literals.map(({ code }) => code));
    expect(documented.filter((code) => !used.has(code))).toEqual([]);
    expect(new Set(documented).size).toBe(documented.length);
  });
});

describe('names', () => {
  test.each(['src/index.ts', 'src/testing/index.ts', 'src/lambda/index.ts', 'src/formats/orc/index.ts'])(
    'every export of %s is in the manual',
    (path) => {
      const names = projectFiles('src')
        .filter((file) => file.path === path)
        .flatMap(({ text }) => exportedNames(text));
      expect(names.length).toBeGreaterThan(1);
      expect(missingFrom(manual, names)).toEqual([]);
    },
  );

  test('every rule type is in docs/dqdl.md', () => {
    expect(missingFrom(readPage('docs/dqdl.md').text, [...ruleTypes.keys()])).toEqual([]);
  });

  test('every recipe and field kind is in docs/generators.md', () => {
    const names = [...RECIPES.keys(), ...FIELD_KINDS.map(({ name }) => name)];
    expect(missingFrom(readPage('docs/generators.md').text, names)).toEqual([]);
  });

  test('every kind of defect is in docs/defects.md', () => {
    const names = DEFECT_KINDS.map(({ kind }) => kind);
    expect(missingFrom(readPage('docs/defects.md').text, names)).toEqual([]);
  });
});

test('a name that is not there is missed', () => {
  expect(missingFrom('`check` and --rules FILE', ['check', '--rules', '--rule', 'heck'])).toEqual(['--rule', 'heck']);
  expect(sectionOf('# CLI\n## `run`\na\n### Exit\nb\n## `check`\nc', 'run')).toBe('## `run`\na\n### Exit\nb\n');
  expect(codeLiterals([sourceFile('a.ts', "f('NEW_CODE')")]).map(({ code }) => code)).toEqual(['NEW_CODE']);
});
