import { nearestOf } from '../../core/nearest.ts';
import type { Condition, Parameter, Rule } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { checkClauses } from './check-clauses.ts';
import { checkCondition } from './check-condition.ts';
import type { RuleDraft } from './rule-draft.ts';
import { describeCounts, formFor, type Form, type Signature } from './signature.ts';
import { SIGNATURES } from './signatures.ts';
import type { Token } from './token.ts';

/** The rule; what its type does not allow is reported, and such a rule is left out of the ruleset later. */
export function checkRule(draft: RuleDraft, cursor: Cursor): Rule {
  const { type, parameters, where, labels } = draft;
  const signature = SIGNATURES.get(type.text);
  const { threshold, tags } = checkClauses(draft.clauses, signature, cursor);
  return {
    kind: 'rule',
    type: type.text,
    parameters,
    condition: checkAgainst(signature, draft, tags, cursor),
    where: where?.text,
    threshold,
    tags,
    labels,
    range: cursor.findings.rangeOf({ start: type.start, end: draft.end }),
  };
}

/** The rule's condition, in the kind that its type takes. */
function checkAgainst(
  signature: Signature | undefined,
  draft: RuleDraft,
  tags: Rule['tags'],
  cursor: Cursor,
): Condition | undefined {
  const { type, parameters } = draft;
  if (signature === undefined) {
    reportUnknown(type, 'rule', cursor);
    return draft.condition;
  }
  checkSource(signature, type, cursor);
  if (signature.analyzerOnly) {
    const message = `${type.text} is an analyzer; it cannot be a rule`;
    cursor.findings.error('DQDL_ANALYZER_ONLY', type, message, { hint: 'Move it to the Analyzers section.' });
    return draft.condition;
  }
  checkWhere(draft.where, signature, cursor);
  warnOfConnectors(parameters, cursor);
  const form = checkCount(draft, signature, cursor);
  return form ? checkCondition(draft, tags, form, cursor) : draft.condition;
}

/** Reports a type that no table has. */
export function reportUnknown(type: Token, what: 'rule' | 'analyzer', cursor: Cursor): void {
  const code = what === 'rule' ? 'DQDL_UNKNOWN_RULE' : 'DQDL_UNKNOWN_ANALYZER';
  cursor.findings.error(code, type, `There is no type of ${what} ${type.text}`, {
    found: type.text,
    expected: `the name of a type of ${what}, in its own upper and lower case`,
    ...nearestOf(type.text, SIGNATURES.keys()),
  });
}

/** Types that no release of the open parser has. */
export function checkSource(signature: Signature, type: Token, cursor: Cursor): void {
  if (signature.source === 'deequ') {
    cursor.findings.lenient('DQDL_DEEQU_TYPE', type, `${type.text} is a type of Deequ's alone`, { found: type.text });
  } else if (signature.source === 'guide' && signature.analyzerOnly) {
    const message = `${type.text} is in the AWS Glue guide only`;
    cursor.findings.lenient('DQDL_DISTRIBUTION', type, message, { found: type.text });
  }
}

/** The form of the type that takes as many parameters; reports where none does. */
export function checkCount(
  { type, parameters }: Pick<RuleDraft, 'type' | 'parameters'>,
  signature: Signature,
  cursor: Cursor,
): Form | undefined {
  const form = formFor(signature, parameters.length);
  if (form !== undefined) return form;
  const joined = parameters.find(({ form: written, raw }) => written === 'bare' && SIGNATURES.has(raw));
  cursor.findings.error('DQDL_PARAMETER_COUNT', type, `${type.text} has the wrong number of parameters`, {
    found: `${parameters.length}`,
    expected: describeCounts(signature),
    ...hintFor(joined),
  });
  return undefined;
}

function hintFor(joined: Parameter | undefined): { hint?: string } {
  if (joined === undefined) return {};
  return joined.connector?.toLowerCase() === 'and'
    ? { hint: `\`and ${joined.raw}\` was read as a parameter: put each rule in parentheses, (…) and (…).` }
    : { hint: `${joined.raw} was read as a parameter: is a comma missing before it?` };
}

/** `IsPrimaryKey "a" and IsComplete "b"` is a key of three columns. */
function warnOfConnectors(parameters: readonly Parameter[], cursor: Cursor): void {
  const joined = parameters.find(
    ({ connector, form, raw }) => connector?.toLowerCase() === 'and' && form === 'bare' && SIGNATURES.has(raw),
  );
  if (joined === undefined) return;
  const span = { start: joined.range.start.offset, end: joined.range.end.offset };
  const message = `\`and ${joined.raw}\` is a parameter here, not a second rule`;
  cursor.findings.warn('DQDL_AND_TAKES_PARAMETER', span, message, {
    hint: 'Put each rule in parentheses: (…) and (…).',
  });
}

function checkWhere(where: RuleDraft['where'], signature: Signature, cursor: Cursor): void {
  if (where === undefined) return;
  if (!signature.where) {
    cursor.findings.error('DQDL_WHERE_NOT_ALLOWED', where, `${signature.type} takes no \`where\``);
  } else if (where.text === '') {
    cursor.findings.error('DQDL_WHERE_EMPTY', where, 'The filter after `where` is empty', {
      expected: 'a SQL condition',
    });
  } else if (signature.whereIgnored) {
    cursor.findings.warn(
      'DQDL_WHERE_IGNORED',
      where,
      `AWS Glue judges ${signature.type} by all rows, also with \`where\``,
      {
        hint: 'Leave the filter out, or filter the data before.',
      },
    );
  }
}
