import type { Analyzer } from './ast.ts';
import { checkClauses } from './check-clauses.ts';
import { checkDistribution } from './check-distribution.ts';
import { checkCount, checkSource, reportUnknown } from './check-rule.ts';
import type { Cursor } from './cursor.ts';
import { atCondition } from './parse-condition.ts';
import { parseParameters } from './parse-parameters.ts';
import type { RuleContext } from './parse-rule.ts';
import { parseWith, parseWithValue, type WithClause } from './parse-tags.ts';
import { takesCondition } from './signature.ts';
import { SIGNATURES } from './signatures.ts';
import type { Token } from './token.ts';

/** Takes `Type parameters`; of `Distribution` also `with bins = 10, rebin = false`. */
export function parseAnalyzer(context: RuleContext): Analyzer {
  const { cursor, variables } = context;
  const type = cursor.expectKind('word', 'the type of an analyzer');
  const parameters = parseParameters(cursor, variables);
  refuseConditions(type, cursor);
  const clauses = type.text === 'Distribution' ? parseOptions(context) : [];
  const { tags, threshold } = checkClauses(clauses, undefined, cursor);
  checkAnalyzer({ type, parameters }, cursor);
  if (type.text === 'Distribution') checkDistribution({ tags, threshold }, cursor);
  return { kind: 'analyzer', type: type.text, parameters, tags, range: cursor.rangeFrom(type.start) };
}

function refuseConditions(type: Token, cursor: Cursor): void {
  const isClause = cursor.atKeyword('where') || (cursor.atKeyword('with') && type.text !== 'Distribution');
  if (!isClause && !atCondition(cursor)) return;
  cursor.fail('`,` or `]` after the analyzer', {
    code: 'DQDL_CONDITION_NOT_ALLOWED',
    message: `An analyzer has parameters only; ${isClause ? `\`${cursor.token.text}\`` : 'a condition'} makes it a rule`,
    hint: 'Conditions stand in the Rules section.',
  });
}

/** The AWS Glue guide joins the options of `Distribution` by commas. */
function parseOptions({ cursor, variables }: RuleContext): WithClause[] {
  if (!cursor.atKeyword('with')) return [];
  const clauses: WithClause[] = [parseOption(cursor, () => parseWith(cursor, variables))];
  for (;;) {
    if (cursor.atKeyword('with')) clauses.push(parseOption(cursor, () => parseWith(cursor, variables)));
    else if (cursor.atSymbol(',') && cursor.peek(1).kind === 'word' && cursor.atSymbol('=', 2)) {
      cursor.take();
      const { text, start } = cursor.peek(0);
      clauses.push(parseOption(cursor, () => parseWithValue(cursor, variables, cursor.take().text, start), text));
    } else return clauses;
  }
}

/** `rebin = true` and `rebin = false` stand without quotes. */
function parseOption(cursor: Cursor, parseOther: () => WithClause, name?: string): WithClause {
  const skip = name === undefined ? 1 : 0;
  const { start } = cursor.token;
  const named = cursor.peek(skip);
  const value = cursor.peek(skip + 2);
  const isBoolean = value.kind === 'word' && (value.text === 'true' || value.text === 'false');
  if (named.kind !== 'word' || !cursor.atSymbol('=', skip + 1) || !isBoolean) return parseOther();
  cursor.moveTo(cursor.index + skip + 3);
  return {
    name: named.text,
    condition: undefined,
    value: value.text,
    raw: value.text,
    compact: value.text,
    start,
    end: value.end,
  };
}

function checkAnalyzer(
  { type, parameters }: { type: Token; parameters: Analyzer['parameters'] },
  cursor: Cursor,
): void {
  const signature = SIGNATURES.get(type.text);
  if (signature === undefined) {
    reportUnknown(type, 'analyzer', cursor);
    return;
  }
  checkSource(signature, type, cursor);
  const form = checkCount({ type, parameters }, signature, cursor);
  if (form !== undefined && !takesCondition(form)) {
    cursor.findings.error('DQDL_NOT_AN_ANALYZER', type, `${type.text} is true or false, so it cannot be an analyzer`, {
      found: type.text,
      hint: 'Move it to the Rules section.',
    });
  } else if (form !== undefined && !signature.analyzer) {
    const message = `${type.text} is a rule only, by the AWS Glue guide: as an analyzer it is not measured`;
    cursor.findings.warn('DQDL_RULE_ONLY', type, message, { found: type.text, hint: 'Move it to the Rules section.' });
  }
}
