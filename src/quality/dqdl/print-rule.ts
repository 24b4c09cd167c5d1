import type { Analyzer, Composite, Label, NumberCondition, Parameter, Rule, RuleNode, Tag } from './ast.ts';
import { usesOnly } from './composite-operators.ts';
import { inJavaMapOrder } from './java-map-order.ts';
import { conditionText, type PrintStyle } from './print-condition.ts';

/** The text of a rule; `document` gives text that parses back to the same rule. */
export function ruleText(node: RuleNode, style: PrintStyle): string {
  return node.kind === 'rule' ? singleText(node, style) : compositeText(node, style);
}

export function analyzerText({ type, parameters, tags }: Analyzer): string {
  const [first, ...others] = tags.map(tagText);
  const options = first === undefined ? [] : [`with ${[first, ...others].join(', ')}`];
  return [type, ...parameters.map(parameterText), ...options].join(' ');
}

function compositeText(composite: Composite, style: PrintStyle): string {
  const text = style === 'document' ? chainText(composite, composite.members, style) : groupedText(composite);
  return composite.labels.length === 0 ? text : `(${text}) ${labelsText(composite.labels)}`;
}

function chainText({ operator }: Composite, members: readonly RuleNode[], style: PrintStyle): string {
  return members.map((member) => memberText(member, style)).join(` ${operator.toUpperCase()} `);
}

/**
 * As the open parser prints its binary tree, which groups to the left: flat as long as no other operator stands inside,
 * from there on one pair of parentheses a step.
 */
function groupedText(composite: Composite): string {
  const { operator, members } = composite;
  const mixedAt = members.findIndex((member) => !usesOnly(operator, member));
  if (mixedAt === -1) return chainText(composite, members.flatMap(leavesOf), 'result');
  const flatCount = Math.max(mixedAt, 1);
  const front = members.slice(0, flatCount);
  const [only] = front;
  let text = chainText(composite, front.flatMap(leavesOf), 'result');
  let grouped = front.length === 1 && only !== undefined ? memberText(only, 'result') : `(${text})`;
  for (const member of members.slice(flatCount)) {
    text = `${grouped} ${operator.toUpperCase()} ${memberText(member, 'result')}`;
    grouped = `(${text})`;
  }
  return text;
}

/** The rules of a composite of one operator; labels keep a composite together. */
function leavesOf(node: RuleNode): readonly RuleNode[] {
  return node.kind === 'composite' && node.labels.length === 0 ? node.members.flatMap(leavesOf) : [node];
}

function memberText(member: RuleNode, style: PrintStyle): string {
  const text = ruleText(member, style);
  return member.kind === 'composite' && member.labels.length > 0 ? text : `(${text})`;
}

function singleText(rule: Rule, style: PrintStyle): string {
  const parts = [rule.type, ...rule.parameters.map(parameterText)];
  if (rule.condition) parts.push(conditionText(rule.condition, style));
  if (rule.where !== undefined && (style === 'document' || !isBlank(rule.where))) parts.push(`where "${rule.where}"`);
  if (rule.labels.length > 0) parts.push(labelsText(rule.labels));
  if (rule.threshold) parts.push(`with threshold ${thresholdText(rule.threshold, style)}`);
  const tags = style === 'result' ? inJavaMapOrder(rule.tags, ({ name }) => name) : rule.tags;
  parts.push(...tags.map((tag) => `with ${tagText(tag)}`));
  return parts.join(' ');
}

/** In parentheses a lone `NULL` is a number; without them the parser would take it for the text of a tag. */
function thresholdText(threshold: NumberCondition, style: PrintStyle): string {
  const text = conditionText(threshold, style);
  const isTextNull = threshold.operands.every(({ kind }) => kind === 'null') && /^(?:!?=|(?:not )?in) /.test(text);
  return style === 'document' && isTextNull ? text.replace('NULL', '(NULL)') : text;
}

function parameterText({ form, raw, connector }: Parameter): string {
  const text = form === 'quoted' ? `"${raw}"` : form === 'variable' ? `$${raw}` : raw;
  return connector === undefined ? text : `${connector} ${text}`;
}

function labelsText(labels: readonly Label[]): string {
  return `labels=[${labelList(labels)}]`;
}

export function labelList(labels: readonly Label[]): string {
  return labels.map(({ key, value }) => `"${key}"="${value}"`).join(',');
}

function tagText({ name, raw }: Tag): string {
  return `${name} = ${raw}`;
}

/** White space as Java's `Character.isWhitespace` has it: without the no-break spaces. */
function isBlank(text: string): boolean {
  return text.trim() === '' && !/[\u00a0\u2007\u202f\ufeff]/.test(text);
}
