import type { Label } from './ast.ts';
import type { Cursor } from './cursor.ts';
import type { Span } from './finding-list.ts';
import type { Token } from './token.ts';

const MOST_LABELS = 10;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/**
 * Takes `labels = ["key" = "value", …]` or `DefaultLabels = […]`. `defaults` is how many default labels the ruleset
 * has: as in the open parser they count towards the ten even where a rule overrides them.
 */
export function parseLabels(cursor: Cursor, defaults: number): Label[] {
  const { start } = cursor.take();
  cursor.expectSymbol('=');
  cursor.expectSymbol('[');
  const labels: Label[] = [];
  const keys = new Set<string>();
  do labels.push(parseLabel(cursor, keys));
  while (cursor.skipSymbol(','));
  cursor.expectSymbol(']', '`,` or `]`');
  if (labels.length + defaults > MOST_LABELS) reportCount(cursor, labels.length, defaults, start);
  return labels;
}

function parseLabel(cursor: Cursor, keys: Set<string>): Label {
  const key = cursor.expectKind('string', 'the key of a label as text in double quotes');
  cursor.expectSymbol('=', '`=` and the value of the label');
  const value = cursor.expectKind('string', 'the value of a label as text in double quotes');
  checkPart(cursor, key, 'key', LONGEST_KEY);
  checkPart(cursor, value, 'value', LONGEST_VALUE);
  if (keys.has(key.text)) {
    const message = 'The keys of the labels of one list must differ';
    cursor.findings.error('DQDL_LABEL_REPEATED', key, message, { found: key.text });
  }
  keys.add(key.text);
  return { key: key.text, value: value.text, range: cursor.rangeFrom(key.start) };
}

function checkPart(cursor: Cursor, { text, ...token }: Token, part: 'key' | 'value', longest: number): void {
  if (text === '') cursor.findings.error('DQDL_LABEL_EMPTY', token, `The ${part} of a label cannot be empty`);
  if (text.length > longest) {
    cursor.findings.error('DQDL_LABEL_LENGTH', token, `The ${part} of a label is too long`, {
      found: `${text.length} characters`,
      expected: `at most ${longest} characters`,
    });
  }
}

function reportCount(cursor: Cursor, own: number, defaults: number, start: number): void {
  const span: Span = { start, end: cursor.previousEnd };
  cursor.findings.error('DQDL_LABEL_COUNT', span, 'Too many labels', {
    found: defaults === 0 ? `${own}` : `${own} and ${defaults} default labels`,
    expected: `at most ${MOST_LABELS}, default labels included`,
  });
}
