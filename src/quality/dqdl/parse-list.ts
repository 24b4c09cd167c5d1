import type { Cursor } from './cursor.ts';
import { ParseFailure } from './finding-list.ts';
import { startsItem } from './rule-end.ts';
import { SIGNATURES } from './signatures.ts';

/**
 * Takes `[ item, … ]`. An item that fails is left out, and reading goes on at the next: after a comma outside all
 * brackets, or at a type of rule where a comma is missing.
 */
export function parseList<Item>(cursor: Cursor, what: string, parseItem: () => Item): Item[] {
  cursor.expectSymbol('[');
  const items: Item[] = [];
  if (cursor.skipSymbol(']')) return items;
  for (;;) {
    const item = attempt(cursor, what, parseItem);
    if (item !== undefined) items.push(item.value);
    else if (cursor.token.kind === 'end') return items;
    if (!nextItem(cursor, what)) return items;
  }
}

function attempt<Item>(cursor: Cursor, what: string, parseItem: () => Item): { value: Item } | undefined {
  const start = cursor.index;
  if (cursor.atSymbol(',') || cursor.atSymbol(']')) {
    const before = cursor.peek(-1);
    const message = cursor.atSymbol(']')
      ? 'No comma may follow the last one'
      : `A ${what} is missing before this comma`;
    const code = cursor.atSymbol(']') ? 'DQDL_TRAILING_COMMA' : 'DQDL_SYNTAX';
    cursor.findings.error(code, cursor.atSymbol(']') ? before : cursor.token, message, { expected: `a ${what}` });
    return undefined;
  }
  try {
    return { value: parseItem() };
  } catch (error) {
    if (!(error instanceof ParseFailure)) throw error;
    skipItem(cursor, start);
    return undefined;
  }
}

/** Moves past what separates two items; false at the end of the list. */
function nextItem(cursor: Cursor, what: string): boolean {
  if (cursor.findings.isFull) return false;
  if (cursor.skipSymbol(',')) return true;
  if (cursor.skipSymbol(']')) return false;
  if (startsItem(cursor)) {
    const gap = { start: cursor.previousEnd, end: cursor.previousEnd };
    const { text } = cursor.token;
    cursor.findings.error('DQDL_SYNTAX', gap, `A comma is missing before ${text}`, { found: text, expected: '`,`' });
    return true;
  }
  try {
    cursor.fail(`\`,\` or \`]\` after the ${what}`, { nearestAmong: AFTER_ITEM });
  } catch (error) {
    if (!(error instanceof ParseFailure)) throw error;
  }
  skipItem(cursor, cursor.index);
  if (cursor.skipSymbol(',')) return true;
  return !cursor.skipSymbol(']') && startsItem(cursor);
}

const AFTER_ITEM = ['and', 'or', 'where', 'with', 'between', 'in', 'not', 'matches', 'labels', 'of'];

/** Moves to the end of the item that starts at `start`: its comma, the end of the list, or a type of rule. */
function skipItem(cursor: Cursor, start: number): void {
  const failedAt = cursor.index;
  let depth = 0;
  for (cursor.moveTo(start); cursor.token.kind !== 'end'; cursor.take()) {
    const past = cursor.index >= failedAt;
    if (past && (atSection(cursor) || (cursor.index > failedAt && depth === 0 && startsItem(cursor)))) return;
    if (past && depth <= 0 && (cursor.atSymbol(',') || cursor.atSymbol(']'))) return;
    if (past && cursor.atSymbol(',') && startsItemAfterComma(cursor)) return;
    if (past && cursor.atSymbol(']') && endsSection(cursor)) return;
    if (cursor.atSymbol('(') || cursor.atSymbol('[')) depth++;
    else if (cursor.atSymbol(')') || cursor.atSymbol(']')) depth--;
  }
}

/** An unclosed bracket must not take the rest of the rules with it. */
function startsItemAfterComma(cursor: Cursor): boolean {
  const next = cursor.peek(1);
  return next.kind === 'word' && SIGNATURES.has(next.text) && !cursor.atSymbol('(', 2);
}

function endsSection(cursor: Cursor): boolean {
  const next = cursor.peek(1);
  return next.kind === 'end' || (next.kind === 'keyword' && SECTION_WORDS.has(next.text) && cursor.atSymbol('=', 2));
}

/** Whether a section starts here. */
function atSection(cursor: Cursor): boolean {
  return cursor.token.kind === 'keyword' && SECTION_WORDS.has(cursor.token.text) && cursor.atSymbol('=', 1);
}

const SECTION_WORDS = new Set(['Metadata', 'DataSources', 'Rules', 'Analyzers']);
