import { basename } from 'node:path/posix';
import type { EndsCheck, Evidence } from '../gate-check.ts';
import type { GatePolicy } from '../policy.ts';

/** Names against the pattern, the length, the characters and the folders that the policy allows. */
export const nameCheck: EndsCheck = {
  name: 'name',
  action: () => 'quarantine',
  judge({ key }, policy) {
    const name = basename(key);
    return [...patternOf(name, policy), ...lengthOf(name, policy), ...charactersOf(key, policy), ...traversalOf(key)];
  },
};

function patternOf(name: string, { names }: GatePolicy): Evidence[] {
  if (names === null || new RegExp(names, 'u').test(name)) return [];
  return [
    { code: 'OBJECT_NAME', message: 'the name does not match the pattern of `names`', expected: names, found: name },
  ];
}

function lengthOf(name: string, { maxNameLength }: GatePolicy): Evidence[] {
  const length = Buffer.byteLength(name);
  if (length <= maxNameLength) return [];
  return [
    {
      code: 'NAME_TOO_LONG',
      message: 'the name is too long',
      expected: `at most ${maxNameLength} bytes`,
      found: `${length} bytes`,
      hint: 'Shorten it: many file systems allow 255 bytes.',
    },
  ];
}

/** Control characters, and those that show nothing or turn the direction of what is shown (Unicode TR 36, 2.5 and 3.1). */
const INVISIBLE = /[\p{Cc}\u00AD\u200B-\u200F\u202A-\u202E\u2028\u2029\u2060-\u2069\uFEFF\uFFFD]/u;

function charactersOf(key: string, { forbiddenCharacters }: GatePolicy): Evidence[] {
  const bad = Array.from(key).filter((letter) => INVISIBLE.test(letter) || forbiddenCharacters.includes(letter));
  const edges = key.split('/').some((part) => part !== part.trim());
  if (bad.length === 0 && !edges) return [];
  const shown = [...new Set(bad)].map(showCharacter).join(', ');
  return [
    {
      code: 'NAME_CHARACTERS',
      message: bad.length > 0 ? 'the name has characters that are not allowed' : 'a name begins or ends with a space',
      found: bad.length > 0 ? shown : JSON.stringify(key),
      expected: `no control or invisible characters, nor any of ${forbiddenCharacters}`,
      hint: 'Use letters, digits, `.`, `-` and `_`.',
    },
  ];
}

function showCharacter(letter: string): string {
  const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return INVISIBLE.test(letter) ? `U+${code}` : `${letter} (U+${code})`;
}

/** A way out of the folder, as it is or as a URL or Windows would write it; however often it is encoded. */
function traversalOf(key: string): Evidence[] {
  let plain = key;
  for (let time = 0; time < 3; time++) {
    plain = plain.replaceAll(/%(2e|2f|5c|25|00)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  const parts = plain.split(/[/\\]/);
  const out = parts.includes('..') || /^[/\\]|^[a-z]:[/\\]/i.test(plain) || (plain !== key && plain.includes('\0'));
  if (!out) return [];
  return [
    {
      code: 'NAME_TRAVERSAL',
      message: 'the name leads out of its folder',
      found: JSON.stringify(key),
      expected: 'a relative path without `..`',
      hint: 'Do not use the name as a path; find out who sent the object.',
    },
  ];
}
