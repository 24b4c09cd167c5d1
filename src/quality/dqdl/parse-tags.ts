import type { Condition, Tag } from './ast.ts';
import type { Cursor } from './cursor.ts';
import type { Span } from './finding-list.ts';
import { atCondition, parseCondition } from './parse-condition.ts';
import { reportSoftKeyword } from './parse-parameters.ts';
import type { Variables } from './variables.ts';

/** One `with`: what it says is a tag's value or a threshold, which the checks tell apart. */
export interface WithClause extends Span {
  readonly name: string;
  /** Undefined where the value is a list of texts. */
  readonly condition: Condition | undefined;
  readonly value: Tag['value'];
  /** As printed: a text in its quotes, an expression without spaces, a keyword in capitals. */
  readonly raw: string;
  /** All that stands after the operator, without white space. */
  readonly compact: string;
}

/** Takes `with name = value` or `with threshold > 0.9`. */
export function parseWith(cursor: Cursor, variables: Variables): WithClause {
  const { start } = cursor.take();
  reportSoftKeyword(cursor);
  const { text: name } = cursor.expectKind('word', 'the name of a tag, or `threshold`');
  return parseWithValue(cursor, variables, name, start);
}

/** Takes what follows the name. */
export function parseWithValue(cursor: Cursor, variables: Variables, name: string, start: number): WithClause {
  if (cursor.atSymbol('=') && cursor.atSymbol('[', 1)) return parseListValue(cursor, name, start);
  if (!atCondition(cursor)) cursor.fail('`=` and a text in double quotes or a number');
  const firstOperand = cursor.index + 1;
  if (cursor.atSymbol('=')) refuseValue(cursor);
  const condition = parseCondition(cursor, variables);
  const span = { start, end: cursor.previousEnd };
  const compact = cursor.compactText(firstOperand);
  return { name, condition, compact, ...span, ...valueOf(condition, compact) };
}

/** Says more than the conditions could about values no tag has. */
function refuseValue(cursor: Cursor): void {
  const { kind, text } = cursor.peek(1);
  const isDate = kind === 'date' || kind === 'time';
  const isWord = kind === 'word' && !cursor.atSymbol('(', 2);
  if (!isDate && !isWord) return;
  cursor.take();
  cursor.fail('a text in double quotes or a number', isDate ? {} : { hint: `Write it as a text: "${text}"` });
}

function valueOf(condition: Condition | undefined, compact: string): Pick<WithClause, 'value' | 'raw'> {
  const [operand] = condition?.operands ?? [];
  if (condition?.kind === 'number' && operand !== undefined && 'kind' in operand) {
    if (operand.kind === 'literal') {
      return { value: operand.value, raw: compact.startsWith('(') ? compact : operand.text };
    }
    if (operand.kind === 'null' && !compact.includes('(')) return { value: 'NULL', raw: 'NULL' };
  }
  if (condition?.kind === 'string' && operand !== undefined && 'kind' in operand) {
    if (operand.kind === 'keyword') return { value: operand.keyword, raw: operand.keyword };
    if (operand.kind === 'text') return { value: operand.raw, raw: `"${operand.raw}"` };
  }
  return { value: compact, raw: compact };
}

/** The AWS Glue guide shows list values (`filterOrder`); the open parser has none. */
function parseListValue(cursor: Cursor, name: string, start: number): WithClause {
  cursor.take();
  const listStart = cursor.take().start;
  const members: string[] = [];
  do members.push(cursor.expectKind('string', 'a text in double quotes').text);
  while (cursor.skipSymbol(','));
  cursor.expectSymbol(']', '`,` or `]`');
  const span = { start: listStart, end: cursor.previousEnd };
  cursor.findings.lenient('DQDL_TAG_LIST', span, `Tag ${name} has a list for its value`);
  const raw = `[${members.map((member) => `"${member}"`).join(',')}]`;
  return { name, condition: undefined, value: members, raw, compact: raw, start, end: cursor.previousEnd };
}
