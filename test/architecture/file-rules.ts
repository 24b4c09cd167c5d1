import { basename } from 'node:path';
import type { Rule } from './project-files.ts';

const MAX_LINES = 300;
const KEBAB_CASE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.d|(?:\.property)?\.test)?\.ts$/;
const BANNED_WORDS = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'misc']);

/** No file is longer than {@link MAX_LINES} lines. */
export const lengthRule: Rule = (files) =>
  files.flatMap(({ path, text }) => {
    const lines = text.replace(/\n$/, '').split('\n').length;
    if (lines <= MAX_LINES) return [];
    return [
      `${path}:${MAX_LINES + 1}: has ${lines} lines, more than ${MAX_LINES}. Make a file of each of its concepts.`,
    ];
  });

/** File names are kebab-case, and neither files nor folders are called by a word that says nothing. */
export const nameRule: Rule = (files) =>
  files.flatMap(({ path }) => {
    const found: string[] = [];
    if (!KEBAB_CASE.test(basename(path))) found.push(`${path}:1: is not kebab-case. Rename it, like "one-thing.ts".`);
    const word = path.split(/[/.-]/).find((part) => BANNED_WORDS.has(part));
    if (word !== undefined) found.push(`${path}:1: "${word}" says nothing. Name it for the one thing it holds.`);
    return found;
  });
