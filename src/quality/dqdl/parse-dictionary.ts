import { nearestOf } from '../../core/nearest.ts';
import type { Cursor } from './cursor.ts';
import { unescapeListMember } from './string-end.ts';
import type { Token } from './token.ts';

/** One `"key": "text"` or `"key": ["text", …]` of a section in braces. */
export interface Pair {
  readonly key: string;
  readonly keyToken: Token;
  /** The texts as written, without quotes. */
  readonly values: readonly Token[];
  readonly isList: boolean;
  readonly end: number;
}

/** Takes `{ "key": value, … }`; of a key that is repeated the last pair counts, others than `keys` are reported. */
export function parseDictionary(cursor: Cursor, section: string, keys: readonly string[]): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  cursor.expectSymbol('{');
  do {
    const pair = parsePair(cursor);
    if (!keys.includes(pair.key)) {
      cursor.findings.error('DQDL_UNSUPPORTED_KEY', pair.keyToken, `${section} has no key "${pair.key}"`, {
        found: pair.key,
        expected: keys.map((key) => `"${key}"`).join(' or '),
        ...nearestOf(pair.key, keys),
      });
    } else if (pairs.has(pair.key)) {
      const message = `"${pair.key}" is given twice; the last one counts`;
      cursor.findings.warn('DQDL_KEY_REPEATED', pair.keyToken, message, { found: pair.key });
    }
    pairs.set(pair.key, pair);
  } while (cursor.skipSymbol(','));
  cursor.expectSymbol('}', '`,` or `}`');
  return pairs;
}

function parsePair(cursor: Cursor): Pair {
  const keyToken = cursor.expectKind('string', 'a key as text in double quotes');
  const key = unescapeListMember(keyToken.text);
  cursor.expectSymbol(':', '`:` and a value');
  const isList = cursor.skipSymbol('[');
  const values: Token[] = [];
  values.push(cursor.expectKind('string', 'a text in double quotes'));
  if (isList) {
    while (cursor.skipSymbol(',')) values.push(cursor.expectKind('string', 'a text in double quotes'));
    cursor.expectSymbol(']', '`,` or `]`');
  }
  return { key, keyToken, values, isList, end: cursor.previousEnd };
}

/** The text the open parser makes of a value: quotes cut out wherever they stand, a list in its brackets. */
export function flatText({ values, isList }: Pick<Pair, 'values' | 'isList'>): string {
  const texts = values.map(({ text }) => text.replaceAll('"', ''));
  return isList ? `[${texts.join(',')}]` : texts.join('');
}
