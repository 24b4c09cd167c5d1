import { nearestOf } from '../../core/nearest.ts';
import type { Cursor } from './cursor.ts';
import { SIGNATURES } from './signatures.ts';

/** Words that may follow inside a rule or after it. */
const FOLLOWING = 'and or of where with between in not matches labels days hours minutes KB MB GB TB'.split(' ');

/**
 * Fails where what stands here can neither continue the rule nor follow it. `lastWord` is the last parameter where it
 * is a bare word: in `ColumnValues "a" beetween 1 and 2` that is the word to blame.
 */
export function expectRuleEnd(cursor: Cursor, lastWord: string | undefined): void {
  const { kind, text } = cursor.token;
  if (kind === 'end' || startsItem(cursor) || cursor.atKeyword('and', 'AND', 'or', 'OR')) return;
  if (kind === 'symbol' && (text === ',' || text === ']' || text === ')')) return;
  if (kind === 'date' || kind === 'time') {
    cursor.fail('a condition, or a parameter as text in double quotes');
  }
  const meant = lastWord === undefined ? undefined : nearestOf(lastWord, FOLLOWING).nearest;
  if (meant !== undefined) cursor.fail('a condition', { hint: `Did you mean \`${meant}\` for \`${lastWord ?? ''}\`?` });
  cursor.fail('the end of the rule', { nearestAmong: FOLLOWING, ...hintFor(cursor) });
}

/** Whether the name of a type stands here: where none is a parameter, a new rule. */
export function startsItem(cursor: Cursor): boolean {
  return cursor.token.kind === 'word' && SIGNATURES.has(cursor.token.text);
}

function hintFor(cursor: Cursor): { hint?: string } {
  const { kind, text } = cursor.token;
  if (cursor.peek(-1).kind === 'now') return { hint: 'Write the offset in parentheses: (now() - 3 days).' };
  if (kind === 'keyword' && cursor.peek(-1).kind !== 'integer') {
    return { hint: `As the name of a column, write it in quotes: "${text}".` };
  }
  return {};
}
