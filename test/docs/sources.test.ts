import { expect, test } from 'vitest';
import { sourceFile } from '../architecture/project-files.ts';
import { codeLiterals, documentedCodes } from './codes.ts';
import { exportedNames } from './exports.ts';

test('codes are found in literals and not in comments, patterns or longer texts', () => {
  const text = [
    "const a = { code: 'FILE_NOT_FOUND' };",
    "// code: 'OLD_CODE'",
    "const b = { code: found ? 'A_ONE' : 'A_TWO', message: 'SOME_TEXT in it' };",
    "refuse('BY_POSITION', message);",
  ].join('\n');
  expect(codeLiterals([sourceFile('src/a.ts', text)])).toEqual([
    { code: 'FILE_NOT_FOUND', place: 'src/a.ts:1' },
    { code: 'A_ONE', place: 'src/a.ts:3' },
    { code: 'A_TWO', place: 'src/a.ts:3' },
    { code: 'BY_POSITION', place: 'src/a.ts:4' },
  ]);
});

test('documented codes are those of the first column', () => {
  expect(documentedCodes('| code | see |\n| --- | --- |\n| `A_B` | `C_D` |\n`E_F` |')).toEqual(['A_B']);
});

test('exported names are found in every form', () => {
  const text = [
    "export { a, type B, c as d } from './a.ts';",
    "export type { E } from './e.ts';",
    'export async function f(): Promise<void> {}',
    'export const g = 1;',
    'export type H = string;',
    '// export const i = 1;',
    'export interface J {}',
  ].join('\n');
  expect(exportedNames(text)).toEqual(['a', 'B', 'd', 'E', 'f', 'g', 'H', 'J']);
});
