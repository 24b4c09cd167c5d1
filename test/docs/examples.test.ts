import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ROOT } from '../architecture/project-files.ts';
import { exportedNames } from './exports.ts';
import { fencesOf } from './markdown.ts';
import { userPages } from './pages.ts';

/** Inside the project, so that the examples find its packages; git does not see it. */
const FOLDER = join(ROOT, '.cache', `docs-examples-${process.pid}`);
const CONFIG = {
  extends: '../../tsconfig.json',
  compilerOptions: {
    noUnusedLocals: false,
    rewriteRelativeImportExtensions: false,
    allowImportingTsExtensions: true,
    verbatimModuleSyntax: false,
    paths: {
      'glue-replay': ['../../src/index.ts'],
      'glue-replay/testing': ['../../src/testing/index.ts'],
      'glue-replay/lambda': ['../../src/lambda/index.ts'],
      'glue-replay/orc': ['../../src/formats/orc/index.ts'],
    },
  },
  include: ['*.ts'],
};

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

test('every example in TypeScript fits the types of the package', () => {
  const examples = userPages().flatMap(({ path, text }) =>
    fencesOf(text)
      .filter(({ info }) => info[0] === 'ts')
      .map(({ line, text: code }) => ({ name: `${path.replaceAll(/[/.]/g, '-')}-line-${line}.ts`, code })),
  );
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'tsconfig.json'), JSON.stringify(CONFIG));
  for (const { name, code } of examples) writeFileSync(join(FOLDER, name), withImports(code));
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', FOLDER], { cwd: FOLDER, encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(examples.length).toBeGreaterThan(0);
});

/** An example without imports is a part of one: it may use whatever the package exports. */
function withImports(code: string): string {
  const names = exportedNames(readFileSync(join(ROOT, 'src/index.ts'), 'utf8')).join(', ');
  return /^import /m.test(code) ? code : `import { ${names} } from 'glue-replay'; ${code}\nexport {};\n`;
}
