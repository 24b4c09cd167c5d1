import type { Parameter } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { SOFT_KEYWORDS } from './token.ts';
import { asText, type Variables } from './variables.ts';

/**
 * The parameters that stand here: texts, words and `$variables`, each with an `of` or `and` before it. An `and` before
 * a word is always such a connector, as in the open parser; before `(` it joins two rules.
 */
export function parseParameters(cursor: Cursor, variables: Variables): Parameter[] {
  const parameters: Parameter[] = [];
  for (;;) {
    if (cursor.atKeyword('of', 'OF', 'and', 'AND')) {
      if (!atParameter(cursor, 1)) {
        if (cursor.atKeyword('and', 'AND')) return parameters;
        cursor.take();
        cursor.fail('a parameter: a text in double quotes, a name or `$variable`');
      }
      const { text, start } = cursor.take();
      parameters.push(parseParameter(cursor, variables, CONNECTORS.get(text), start));
    } else if (atParameter(cursor, 0) && !atLabels(cursor)) {
      parameters.push(parseParameter(cursor, variables, undefined, cursor.token.start));
    } else {
      return parameters;
    }
  }
}

const CONNECTORS: ReadonlyMap<string, Parameter['connector']> = new Map(
  (['of', 'OF', 'and', 'AND'] as const).map((word) => [word, word]),
);

/** Whether `labels = […]` starts here; the published parser takes the word alone for a name. */
export function atLabels(cursor: Cursor): boolean {
  const { kind, text } = cursor.token;
  return kind === 'word' && text === 'labels' && cursor.atSymbol('=', 1) && cursor.atSymbol('[', 2);
}

/** Newer parsers keep two words for themselves that the published one takes for names. */
export function reportSoftKeyword(cursor: Cursor): void {
  const { token } = cursor;
  if (token.kind !== 'word' || !SOFT_KEYWORDS.has(token.text)) return;
  const message = `\`${token.text}\` is a word of the language since labels came, and cannot be a name`;
  cursor.findings.lenient('DQDL_RESERVED_WORD', token, message, { found: token.text, expected: `"${token.text}"` });
}

function atParameter(cursor: Cursor, distance: number): boolean {
  const { kind } = cursor.peek(distance);
  return kind === 'string' || kind === 'word' || cursor.atSymbol('$', distance);
}

function parseParameter(
  cursor: Cursor,
  variables: Variables,
  connector: Parameter['connector'],
  start: number,
): Parameter {
  const { token } = cursor;
  if (token.kind === 'symbol') {
    const { name, variable } = variables.dereference(cursor);
    const text = variable && asText(variable);
    if (variable !== undefined && text === undefined) {
      const span = { start: token.start, end: cursor.previousEnd };
      cursor.findings.error('DQDL_VARIABLE_IS_LIST', span, `Variable ${name} is a list; a parameter is one text`, {
        found: `$${name}`,
        expected: 'a variable whose value is one text',
      });
    }
    return { value: text ?? '', form: 'variable', raw: name, connector, range: cursor.rangeFrom(start) };
  }
  reportSoftKeyword(cursor);
  const { text: raw } = cursor.take();
  const form = token.kind === 'string' ? 'quoted' : 'bare';
  return { value: raw, form, raw, connector, range: cursor.rangeFrom(start) };
}
