import { nearestOf } from '../../core/nearest.ts';
import { checkRule, type RuleDraft } from './check-rule.ts';
import type { Rule } from './ast.ts';
import type { Cursor } from './cursor.ts';
import type { Variables } from './variables.ts';
import { atCondition, parseCondition } from './parse-condition.ts';
import { parseLabels } from './parse-labels.ts';
import { atLabels, parseParameters } from './parse-parameters.ts';
import { parseWith, type WithClause } from './parse-tags.ts';
import { KEYWORDS } from './token.ts';

/** What a rule's reading needs to know of the sections before it. */
export interface RuleContext {
  readonly cursor: Cursor;
  readonly variables: Variables;
  /** How many default labels there are. */
  readonly defaultLabels: number;
}

/** Takes `Type parameters condition where labels with…` and checks it against its type. */
export function parseRule(context: RuleContext): Rule {
  const { cursor } = context;
  const type = cursor.expectKind('word', 'the type of a rule');
  const parameters = parseParameters(cursor, context.variables);
  refuseMisspelt(cursor, parameters.at(-1)?.raw);
  const condition = atCondition(cursor) ? parseCondition(cursor, context.variables) : undefined;
  const where = parseWhere(cursor);
  const labelsBefore = atLabels(cursor) ? parseLabels(cursor, context.defaultLabels) : undefined;
  const clauses = parseClauses(context);
  const labels = labelsBefore ?? parseLateLabels(context);
  return checkRule({ type, parameters, condition, where, clauses, labels, end: cursor.previousEnd }, cursor);
}

/** The words that may follow in a rule, for the nearest one. */
const FOLLOWING = ['between', 'in', 'not', 'matches', 'where', 'with', 'labels', 'and', 'or'];

/** `ColumnValues "a" beetween 1 and 2`: the misspelt word was read as a parameter, the next cannot be. */
function refuseMisspelt(cursor: Cursor, last: string | undefined): void {
  const { kind } = cursor.token;
  if (last === undefined || (kind !== 'integer' && kind !== 'decimal' && kind !== 'now' && !isDate(kind))) return;
  if (isDate(kind)) cursor.fail('a condition, or a parameter as text in double quotes');
  cursor.fail('a condition', { ...nearestHint(last) });
}

function isDate(kind: string): boolean {
  return kind === 'date' || kind === 'time';
}

function nearestHint(last: string): { hint?: string } {
  const { nearest } = nearestOf(last, [...FOLLOWING, ...KEYWORDS]);
  return nearest === undefined ? {} : { hint: `Did you mean \`${nearest}\` for \`${last}\`?` };
}

function parseWhere(cursor: Cursor): RuleDraft['where'] {
  if (!cursor.atKeyword('where')) return undefined;
  const { start } = cursor.take();
  const { text } = cursor.expectKind('string', 'a filter as text in double quotes');
  return { text, start, end: cursor.previousEnd };
}

function parseClauses({ cursor, variables }: RuleContext): WithClause[] {
  const clauses: WithClause[] = [];
  while (cursor.atKeyword('with')) clauses.push(parseWith(cursor, variables));
  return clauses;
}

/** The AWS Glue guide shows labels after `with`. */
function parseLateLabels({ cursor, defaultLabels }: RuleContext): Rule['labels'] {
  if (!atLabels(cursor)) return [];
  const { start } = cursor.token;
  const labels = parseLabels(cursor, defaultLabels);
  const span = { start, end: cursor.previousEnd };
  cursor.findings.lenient('DQDL_LABELS_AFTER_WITH', span, 'Labels stand after `with`', {
    expected: 'labels before the first `with`',
  });
  return labels;
}
