import type { Composite, RuleNode } from './ast.ts';
import { usesOnly } from './composite-operators.ts';
import { MOST_NESTED } from './parse-number.ts';
import { parseLabels } from './parse-labels.ts';
import { atLabels } from './parse-parameters.ts';
import { parseRule, type RuleContext } from './parse-rule.ts';

/** Version 1.0.0 of the open parser, the one that is published, takes no rule deeper than this in its binary tree. */
const MOST_PUBLISHED_DEPTH = 5;

/** A rule or composite and how deep its deepest rule is in the open parser's binary tree. */
interface Measured {
  readonly node: RuleNode;
  readonly depth: number;
}

/** Takes rules joined by `and` and `or`; `and` binds tighter. */
export function parseRuleNode(context: RuleContext): RuleNode {
  const { cursor } = context;
  const { start } = cursor.token;
  const { node, depth } = parseJoined(context, 'or', 0);
  if (depth > MOST_PUBLISHED_DEPTH) {
    const span = { start, end: cursor.previousEnd };
    cursor.findings.lenient('DQDL_COMPOSITE_DEPTH', span, 'This composite is nested deeper than release 1.0.0 allows', {
      found: `${depth}`,
      expected: `at most ${MOST_PUBLISHED_DEPTH}; a chain of n rules counts n - 1`,
    });
  }
  return node;
}

function parseJoined(context: RuleContext, operator: Composite['operator'], nesting: number): Measured {
  const { cursor } = context;
  const { start } = cursor.token;
  const parseMember = (): Measured =>
    operator === 'or' ? parseJoined(context, 'and', nesting) : parseSingle(context, nesting);
  const first = parseMember();
  const members = [first.node];
  let { depth } = first;
  while (cursor.atKeyword(operator, operator.toUpperCase())) {
    cursor.take();
    const member = parseMember();
    members.push(member.node);
    depth = Math.max(depth, member.depth) + 1;
  }
  if (members.length === 1) return first;
  const flat = flatten(operator, members);
  const node: Composite = { kind: 'composite', operator, members: flat, labels: [], range: cursor.rangeFrom(start) };
  return { node, depth };
}

/**
 * The members of one chain without the parentheses that say nothing. Where the other operator stands in one of them,
 * the open parser prints the grouping, so that only a chain at the front, which groups to the left anyway, is opened.
 */
function flatten(operator: Composite['operator'], members: readonly RuleNode[]): RuleNode[] {
  const isPure = members.every((member) => usesOnly(operator, member));
  return members.flatMap((member, index) => {
    const isChain = member.kind === 'composite' && member.operator === operator && member.labels.length === 0;
    return isChain && (isPure || index === 0) ? member.members : [member];
  });
}

function parseSingle(context: RuleContext, nesting: number): Measured {
  const { cursor } = context;
  if (!cursor.atSymbol('(')) return { node: parseRule(context), depth: 0 };
  if (nesting >= MOST_NESTED) {
    return cursor.fail(`at most ${MOST_NESTED} levels of nesting`, {
      code: 'DQDL_TOO_DEEP',
      message: `Nested deeper than ${MOST_NESTED} levels`,
    });
  }
  const { start } = cursor.take();
  const inner = parseJoined(context, 'or', nesting + 1);
  cursor.expectSymbol(')', '`and`, `or` or `)`');
  return atLabels(cursor) ? { ...inner, node: relabel(context, inner.node, start) } : inner;
}

/** Labels after a parenthesis are those of what stands in it, in place of its own. */
function relabel({ cursor, defaultLabels }: RuleContext, node: RuleNode, start: number): RuleNode {
  const { token } = cursor;
  const labels = parseLabels(cursor, defaultLabels);
  if (node.labels.length > 0) {
    const span = { start: token.start, end: cursor.previousEnd };
    const message = 'These labels take the place of those inside the parentheses';
    cursor.findings.warn('DQDL_LABELS_REPLACED', span, message);
  }
  return { ...node, labels, range: cursor.rangeFrom(start) };
}
