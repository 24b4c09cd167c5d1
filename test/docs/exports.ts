import { blankOut } from '../architecture/blank-out.ts';

/**
 * The names that a file of re-exports (`export { a, type B as C } from '…'`) and declarations (`export function f`)
 * makes public, types included.
 */
export function exportedNames(text: string): string[] {
  const code = blankOut(text);
  const lists = [...code.matchAll(/\bexport\s+(?:type\s+)?\{([^}]*)\}/g)].flatMap((match) =>
    (match[1] ?? '').split(',').map((entry) => entry.trim().split(/\s+/).at(-1) ?? ''),
  );
  const declared = [
    ...code.matchAll(
      /\bexport\s+(?:declare\s+|async\s+)*(?:function\*?|const|let|class|interface|type)\s+(?!\{)([\w$]+)/g,
    ),
  ].map((match) => match[1] ?? '');
  return [...lists, ...declared].filter((name) => name !== '');
}
