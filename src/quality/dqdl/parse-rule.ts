import { checkRule } from './check-rule.ts';
import type { RuleDraft } from './rule-draft.ts';
import type { Rule } from './ast.ts';
import type { Cursor } from './cursor.ts';
import type { Variables } from './variables.ts';
import { atCondition, parseCondition } from './parse-condition.ts';
import { parseLabels } from './parse-labels.ts';
import { atLabels, parseParameters } from './parse-parameters.ts';
import { parseWith, type WithClause } from './parse-tags.ts';
import { expectRuleEnd } from './rule-end.ts';

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
  const condition = atCondition(cursor) ? parseCondition(cursor, context.variables) : undefined;
  const where = parseWhere(cursor);
  const labelsBefore = atLabels(cursor) ? parseLabels(cursor, context.defaultLabels) : undefined;
  const clauses = parseClauses(context);
  const labels = labelsBefore ?? parseLateLabels(context);
  const last = condition || where ? undefined : parameters.at(-1);
  expectRuleEnd(cursor, last?.form === 'bare' ? last.raw : undefined);
  return checkRule({ type, parameters, condition, where, clauses, labels, end: cursor.previousEnd }, cursor);
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
