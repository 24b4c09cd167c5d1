import { expect, test } from 'vitest';
import { cycleRule } from './architecture/cycles.ts';
import { effectsRule } from './architecture/effects-rule.ts';
import { lengthRule, nameRule } from './architecture/file-rules.ts';
import { layerRule } from './architecture/layers.ts';
import { projectFiles, type Rule } from './architecture/project-files.ts';
import { pureQualityRule } from './architecture/pure-quality.ts';
import { thirdPartyRule } from './architecture/third-party.ts';

const src = projectFiles('src');
const all = [...src, ...projectFiles('test', 'bench', 'conformance', 'crash', 'fuzz')];

test('the project has files to judge', () => {
  expect(src.length).toBeGreaterThan(20);
  expect(src.flatMap(({ imports }) => imports).length).toBeGreaterThan(50);
});

test('a folder imports only folders above it, and nothing imports cli', () => expectHolds(layerRule, src));
test('a package is imported only in its place', () => expectHolds(thirdPartyRule, src));
test('no imports run in a circle', () => expectHolds(cycleRule, all));
test('no file is longer than 300 lines', () => expectHolds(lengthRule, all));
test('files are kebab-case and named for what they hold', () => expectHolds(nameRule, all));
test('clock, chance, environment and console come in as effects', () => expectHolds(effectsRule, src));
test('the quality language reaches neither Node nor DuckDB', () => expectHolds(pureQualityRule, src));

function expectHolds(rule: Rule, files: ReturnType<typeof projectFiles>): void {
  expect(rule(files).join('\n')).toBe('');
}
