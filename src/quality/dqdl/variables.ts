import { nearestOf } from '../../core/nearest.ts';
import type { StringOperand, Variable } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { unescapeListMember } from './string-end.ts';
import { keywordAt } from './parse-operand.ts';

/** Among more names than this the nearest is not looked for. */
const MOST_COMPARED = 500;

/** The variables of one text by name, in the order of their declaration. */
export class Variables {
  readonly #byName = new Map<string, Variable>();

  get all(): Variable[] {
    return [...this.#byName.values()];
  }

  has(name: string): boolean {
    return this.#byName.has(name);
  }

  add(variable: Variable): void {
    this.#byName.set(variable.name, variable);
  }

  /** Takes `$name`; the variable is undefined, and reported, where none of this name is declared. */
  dereference(cursor: Cursor): { name: string; variable: Variable | undefined } {
    const { start } = cursor.expectSymbol('$');
    const { text: name } = cursor.expectKind('word', 'the name of a variable');
    const variable = this.#byName.get(name);
    if (variable === undefined) {
      const span = { start, end: cursor.previousEnd };
      cursor.findings.error('DQDL_UNKNOWN_VARIABLE', span, `No variable ${name} is declared`, {
        found: `$${name}`,
        ...(this.#byName.size > MOST_COMPARED ? {} : nearestOf(name, this.#byName.keys())),
        hint: `Declare it before the rules: ${name} = "…"`,
      });
    }
    return { name, variable };
  }
}

/** Takes `name = "text"` or `name = ["a", "b"]`; reports and leaves out one that may not be. */
export function parseVariable(cursor: Cursor, variables: Variables): void {
  const nameToken = cursor.expectKind('word', 'the name of a variable');
  const { text: name, start } = nameToken;
  cursor.expectSymbol('=');
  const value = cursor.atSymbol('[') ? parseMembers(cursor) : parseValue(cursor, (raw) => raw);
  const range = cursor.rangeFrom(start);
  const span = { start, end: cursor.previousEnd };
  if (/^[._]/.test(name)) {
    cursor.findings.error('DQDL_VARIABLE_NAME', nameToken, 'The name of a variable cannot start with `.` or `_`', {
      found: name,
      expected: 'a name that starts with a letter or a digit',
    });
  } else if (variables.has(name)) {
    cursor.findings.error('DQDL_VARIABLE_REPEATED', nameToken, `Variable ${name} is already declared`, { found: name });
  } else if ([value].flat().some(namesVariable)) {
    const message = `The value of ${name} names another variable; that is not supported`;
    cursor.findings.error('DQDL_VARIABLE_NESTED', span, message, { expected: 'a text without `$name` in it' });
  } else {
    variables.add({ name, value, range });
  }
}

/** The value as the members of a list: a text is a list of one. */
export function asListMembers(variable: Variable): readonly StringOperand[] {
  return isList(variable.value) ? variable.value : [variable.value];
}

/** The value as one text; undefined where it is a list. */
export function asText(variable: Variable): string | undefined {
  const { value } = variable;
  if (isList(value)) return undefined;
  return value.kind === 'text' ? value.value : value.keyword;
}

export function isList(value: Variable['value']): value is readonly StringOperand[] {
  return Array.isArray(value);
}

function parseMembers(cursor: Cursor): StringOperand[] {
  cursor.take();
  const members: StringOperand[] = [];
  do members.push(parseValue(cursor, unescapeListMember));
  while (cursor.skipSymbol(','));
  cursor.expectSymbol(']', '`,` or `]`');
  return members;
}

/** A keyword in a variable is the text of that word, as in the open parser. */
function parseValue(cursor: Cursor, unescape: (raw: string) => string): StringOperand {
  const { token } = cursor;
  if (keywordAt(cursor) !== undefined) {
    const message = `In a variable ${token.text} is the text "${token.text}", not the keyword`;
    cursor.findings.warn('DQDL_VARIABLE_KEYWORD', token, message, { found: token.text });
    cursor.take();
    return { kind: 'text', value: token.text, raw: token.text };
  }
  if (cursor.atSymbol('$')) {
    return cursor.fail('a text in double quotes', {
      code: 'DQDL_VARIABLE_NESTED',
      message: 'A variable cannot be made of another variable',
    });
  }
  const { text: raw } = cursor.expectKind('string', 'a text in double quotes');
  return { kind: 'text', value: unescape(raw), raw };
}

function namesVariable(operand: StringOperand): boolean {
  return operand.kind === 'text' && /\$[a-zA-Z_][a-zA-Z0-9_.]*/.test(operand.raw);
}
