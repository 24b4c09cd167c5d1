import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import type { RowShareTest } from '../analyzers/row-share.ts';
import { isOne, numberTest } from '../conditions/number-test.ts';
import type { Rule } from '../dqdl/ast.ts';
import { isRefusal, notSupported, type Refusal } from '../refusal.ts';
import { castTest } from '../spark-cast/cast-test.ts';
import { dateFormatTest } from '../spark-cast/date-format.ts';
import { sqlTypeName } from '../spark-cast/sql-type-name.ts';
import { castTarget, sparkName, type CastTarget } from '../spark-cast/target.ts';
import { rowTest } from './build.ts';
import { rowShareRule } from './row-share-rule.ts';
import type { RuleType } from './rule-type.ts';

/**
 * `ColumnDataType "amount" = "Integer"`: the share of rows whose value Spark casts to the type, which must be all of them
 * or meet the threshold; `!=` asks for the others. For dates `with format = "dd/MM/yyyy"` says how they are written.
 */
export const columnDataTypeRule: RuleType = {
  name: 'ColumnDataType',
  prepare(rule, dataset) {
    const asked = askedType(rule);
    if (isRefusal(asked)) return asked;
    const assertion = rule.threshold === undefined ? isOne : numberTest(rule.threshold);
    if (isRefusal(assertion)) return assertion;
    const tested = rowShareRule(rule, dataset, {
      metric: 'ColumnDataType.Compliance',
      assertion,
      test: (column) => testOf(column, asked),
    });
    if (isRefusal(tested)) return tested;
    const { prepared, passes } = tested;
    return { ...prepared, row: passes === undefined ? undefined : rowTest(passes) };
  },
  analyze: undefined,
};

interface AskedType {
  readonly target: CastTarget;
  readonly negated: boolean;
  readonly format: string | undefined;
}

function askedType({ condition, tags }: Rule): AskedType | Refusal {
  if (condition?.kind !== 'string') return notSupported('ColumnDataType rule requires a string-based condition');
  if (condition.operator !== '=' && condition.operator !== '!=') return notSupported('Unsupported operator');
  const [operand] = condition.operands;
  const name = operand?.kind === 'text' ? operand.value : (operand?.keyword ?? '');
  const target = castTarget(name);
  if (target === undefined) return notSupported(`Unrecognized data type: ${name}`);
  if ('problem' in target) return notSupported(target.problem);
  const format = tags.findLast((tag) => tag.name === 'format')?.value;
  if (target.kind === 'date' && tags.length > 0 && format === undefined) return notSupported('Unsupported rule format');
  return { target, negated: condition.operator === '!=', format: format === undefined ? undefined : String(format) };
}

function testOf(column: Column, { target, negated, format }: AskedType): RowShareTest | { readonly refused: string } {
  const test = format !== undefined && format !== '' && target.kind === 'date' ? formatTest(column, format) : undefined;
  const passes = test === undefined ? castTest(column, target) : test.passes;
  if (passes === undefined) return { refused: forbiddenCast(column, target) };
  return { ...test, passes: negated ? `not ${passes}` : passes };
}

/** Any value by its text; by a format that Deequ does not know nothing is a date. */
function formatTest(column: Column, format: string): RowShareTest {
  const test = dateFormatTest(`${id(column.name).text}::varchar`, format);
  if (test === undefined) return { passes: 'false' };
  return { passes: test.isDate, breaks: { sql: test.isOldDate, reason: OLD_DATES } };
}

/** Spark goes on to quote the value and to name the setting. */
const OLD_DATES =
  '[INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER] You may get a different result due to the upgrading to Spark >= 3.0';

function forbiddenCast({ name, type }: Column, target: CastTarget): string {
  const to = sparkName(target);
  return `[DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION] Cannot resolve "CAST(${name} AS ${to})" due to data type mismatch: cannot cast "${sqlTypeName(type)}" to "${to}".`;
}
