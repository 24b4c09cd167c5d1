import { describe, expect, test } from 'vitest';
import { blankOut } from './blank-out.ts';
import { scanImports } from './scan-imports.ts';

describe('scanImports', () => {
  test('sees every form of import, with its line', () => {
    const text = [
      "import a from './a.ts';",
      "import { b, type B } from './b.ts';",
      "import './c.ts';",
      "export * from './d.ts';",
      "export { e } from './e.ts';",
      "const f = await import('./f.ts');",
      'import * as g from "g";',
      'import {',
      '  h,',
      "} from './h.ts';",
    ].join('\n');
    expect(scanImports(text).map(({ specifier, line }) => `${line} ${specifier}`)).toEqual([
      '1 ./a.ts',
      '2 ./b.ts',
      '3 ./c.ts',
      '4 ./d.ts',
      '5 ./e.ts',
      '6 ./f.ts',
      '7 g',
      '8 ./h.ts',
    ]);
  });

  test.each([
    ["import type { A } from 'x';", true],
    ["import type A from 'x';", true],
    ["export type { A } from 'x';", true],
    ["import { type A, type B } from 'x';", true],
    ["let a: import('x').A;", true],
    ["let a: typeof import('x');", true],
    ["import { type A, b } from 'x';", false],
    ["import type, { A } from 'x';", false],
    ["import { typeOf } from 'x';", false],
    ["import 'x';", false],
    ["const { a } = await import('x');", false],
  ])('%s is type-only: %s', (text, typeOnly) => {
    expect(scanImports(text)).toEqual([{ specifier: 'x', line: 1, typeOnly }]);
  });

  test('takes no import from comments, strings, templates or patterns', () => {
    const text = [
      "// import a from 'a';",
      "/* import b from 'b'; */",
      'const c = "import c from \'c\'";',
      "const d = `import d from 'd' ${e} import 'd'`;",
      "const f = /import f from 'f'/;",
      "export const from = 'g';",
    ].join('\n');
    expect(scanImports(text)).toEqual([]);
  });

  test('sees an import in the code of a template', () => {
    expect(scanImports("`${await import('a')} import('b')`").map(({ specifier }) => specifier)).toEqual(['a']);
  });

  test('is not led astray by an export that names no module', () => {
    const text = "export { a };\nexport const b = 1;\nimport c from 'c';";
    expect(scanImports(text)).toEqual([{ specifier: 'c', line: 3, typeOnly: false }]);
  });
});

describe('blankOut', () => {
  test.each([
    ['a // b\nc', 'a     \nc'],
    ["f('a\\'b', c)", "f('    ', c)"],
    ['`a${{ b: `c` }}d`', '` ${{ b: ` ` }} `'],
    ['a / b / c', 'a / b / c'],
    ['x = /[/"]/g', 'x = /    /g'],
    ['return /"/', 'return / /'],
    ['f(1) / 2 // "', 'f(1) / 2     '],
  ])('%j becomes %j', (text, blanked) => {
    expect(blankOut(text)).toBe(blanked);
  });
});
