import type { Finding } from '../../core/finding.ts';
import { id } from '../../duckdb/sql.ts';
import type { Dataset } from '../dataset.ts';
import type { Rule } from '../dqdl/ast.ts';
import { SIGNATURES } from '../dqdl/signatures.ts';
import { isRefusal } from '../refusal.ts';
import { ruleTypes } from '../rules/registry.ts';
import { METRIC_DOMAINS } from './metric-domains.ts';

/** Tables of which nothing is known: a rule that is refused on them for its text alone is refused on all. */
const UNKNOWN_DATA: Dataset = {
  primary: { relation: id('unknown'), columns: [] },
  references: {},
  clock: new Date(0),
  files: undefined,
};

/** How reasons begin that say that a rule is not well formed for AWS Glue (`notSupported`). */
const NOT_SUPPORTED = 'Rule (or nested rule) not supported due to: ';

/** That the rule fails on any data because of what it says: a pattern that cannot be run, an unknown type of data. */
export function refusedRule(rule: Rule): Finding | undefined {
  if (isPlain(rule) || dependsOnNow(rule)) return undefined;
  const prepared = ruleTypes.get(rule.type)?.prepare(rule, UNKNOWN_DATA);
  if (prepared === undefined || !isRefusal(prepared) || prepared.outcome !== 'Failed') return undefined;
  if (!prepared.reason.startsWith(NOT_SUPPORTED)) return undefined;
  return {
    code: 'LINT_REFUSED',
    severity: 'error',
    message: `${rule.type} can never pass: ${prepared.reason.slice(NOT_SUPPORTED.length)}`,
    range: (rule.condition ?? rule).range,
  };
}

/** A number put to a metric of columns: no text of it is refused, so that it need not be asked. */
function isPlain({ type }: Rule): boolean {
  return METRIC_DOMAINS.has(type) && takesColumnsOnly(type);
}

function takesColumnsOnly(type: string): boolean {
  const forms = SIGNATURES.get(type)?.forms ?? [];
  return forms.every((form) => form.parameters.every(({ kind }) => kind === 'column'));
}

function dependsOnNow({ condition }: Rule): boolean {
  return condition?.kind === 'date' && condition.operands.some(({ kind }) => kind === 'now');
}
