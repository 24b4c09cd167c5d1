import { nearest } from '../../core/nearest.ts';
import type { Cursor } from './cursor.ts';

/** The parts of a document in the order in which they stand. */
export const SECTIONS = ['Metadata', 'DataSources', 'variables', 'DefaultLabels', 'Rules', 'Analyzers'] as const;
export type Section = (typeof SECTIONS)[number];

const NAMES = SECTIONS.filter((section) => section !== 'variables');

/** The part that starts here; a misspelt name of a section is reported and taken for what it is meant to be. */
export function sectionAt(cursor: Cursor): Section | undefined {
  const { kind, text } = cursor.token;
  if (kind === 'keyword') return NAMES.find((name) => name === text);
  if (kind !== 'word' || !cursor.atSymbol('=', 1)) return undefined;
  const isLabelList = cursor.atSymbol('[', 2) && cursor.atSymbol('=', 4);
  if (text === 'DefaultLabels' && (isLabelList || !isVariableValue(cursor))) return text;
  if (isVariableValue(cursor)) return 'variables';
  const meant = nearest(text, NAMES);
  const section = NAMES.find((name) => name === meant);
  if (section === undefined) return 'variables';
  const message = `There is no section ${text}`;
  cursor.findings.error('DQDL_UNKNOWN_SECTION', cursor.token, message, {
    found: text,
    expected: 'Metadata, DataSources, DefaultLabels, Rules or Analyzers, in this upper and lower case',
    nearest: section,
  });
  return section;
}

/** Moves to the next thing that can be a part of a document. */
export function skipToSection(cursor: Cursor): void {
  for (; cursor.token.kind !== 'end'; cursor.take()) {
    const isName = NAMES.some((name) => name === cursor.token.text);
    if (isName && cursor.atSymbol('=', 1)) return;
  }
}

/** Whether `= "text"`, `= ["text"` or the like follows, not the contents of a section. */
function isVariableValue(cursor: Cursor): boolean {
  const distance = cursor.atSymbol('[', 2) ? 3 : 2;
  const { kind, text } = cursor.peek(distance);
  const isKeyword = kind === 'keyword' && /^(?:null|empty|whitespaces_only)$/i.test(text);
  return kind === 'string' || isKeyword || cursor.atSymbol('$', distance);
}
