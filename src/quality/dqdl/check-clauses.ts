import { nearestOf } from '../../core/nearest.ts';
import type { Condition, NumberCondition, Rule, Tag } from './ast.ts';
import type { Cursor } from './cursor.ts';
import type { WithClause } from './parse-tags.ts';
import type { Signature } from './signature.ts';

/** Tags that the AWS Glue guide names. */
const KNOWN_TAGS =
  'threshold format ignoreCase timeZone recentFiles uriRegex filterOrder failFast matchFileName hashAlgorithm'.split(
    ' ',
  );

/** The threshold and the tags of a rule; of a tag that is repeated the last one counts. */
export function checkClauses(
  clauses: readonly WithClause[],
  signature: Signature | undefined,
  cursor: Cursor,
): Pick<Rule, 'threshold' | 'tags'> {
  let threshold: NumberCondition | undefined;
  const tags = new Map<string, Tag>();
  for (const clause of clauses) {
    if (isThreshold(clause)) {
      checkThreshold(clause, threshold, signature, cursor);
      threshold = clause.condition;
    } else {
      checkTag(clause, tags, cursor);
      const { name, value, raw } = clause;
      tags.set(name, { name, value, raw, range: cursor.findings.rangeOf(clause) });
    }
  }
  return { threshold, tags: [...tags.values()] };
}

function isThreshold(clause: WithClause): clause is WithClause & { readonly condition: NumberCondition } {
  return isThresholdName(clause.name) && clause.condition?.kind === 'number' && !isTextNull(clause, clause.condition);
}

function isThresholdName(name: string): boolean {
  return name.toLowerCase() === 'threshold';
}

/** In a `with`, unlike elsewhere, the open parser takes a bare `NULL` for a text. */
function isTextNull({ compact }: WithClause, condition: Condition): boolean {
  if (condition.kind !== 'number' || compact.includes('(')) return false;
  const asText = ['=', '!=', 'in', 'not in'].includes(condition.operator);
  return asText && condition.operands.every((operand) => operand.kind === 'null');
}

function checkThreshold(
  clause: WithClause,
  earlier: NumberCondition | undefined,
  signature: Signature | undefined,
  cursor: Cursor,
): void {
  if (signature !== undefined && !signature.threshold) {
    cursor.findings.error('DQDL_THRESHOLD_NOT_ALLOWED', clause, `${signature.type} takes no threshold`);
  } else if (earlier !== undefined) {
    cursor.findings.error('DQDL_THRESHOLD_REPEATED', clause, 'A rule has at most one threshold');
  }
}

function checkTag(clause: WithClause, earlier: ReadonlyMap<string, Tag>, cursor: Cursor): void {
  const { name, condition } = clause;
  const { findings } = cursor;
  if (condition !== undefined && condition.kind !== 'number' && condition.kind !== 'string') {
    findings.error('DQDL_TAG_VALUE', clause, `Tag ${name} cannot be a ${condition.kind}`, { expected: TAG_VALUE });
    return;
  }
  if (condition !== undefined && condition.operator !== '=') {
    findings.error('DQDL_TAG_OPERATOR', clause, `Tag ${name} has a value only by \`=\``, {
      found: condition.operator,
      expected: '=',
      ...nearestOf(name, ['threshold']),
    });
    return;
  }
  if (isThresholdName(name)) {
    const message = 'This threshold is a text, so it is an ordinary tag and changes nothing';
    findings.warn('DQDL_THRESHOLD_IS_TAG', clause, message, { found: clause.raw, expected: 'a number without quotes' });
  } else if (!KNOWN_TAGS.includes(name)) {
    const { nearest } = nearestOf(name, KNOWN_TAGS);
    if (nearest !== undefined) {
      findings.warn('DQDL_TAG_UNKNOWN', clause, `No rule reads a tag ${name}`, { found: name, nearest });
    }
  }
  if (earlier.has(name)) {
    findings.warn('DQDL_TAG_REPEATED', clause, `Tag ${name} is given twice; the last one counts`, { found: name });
  }
}

const TAG_VALUE = 'a text in double quotes or a number';
