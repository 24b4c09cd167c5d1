import { compareSql } from '../conditions/compare-sql.ts';
import { isOne } from '../conditions/number-test.ts';
import type { DurationLiteral } from '../dqdl/ast.ts';
import { isRefusal, notSupported } from '../refusal.ts';
import { sqlTypeName } from '../spark-cast/sql-type-name.ts';
import { secondsOf } from '../spark-cast/seconds.ts';
import type { Column } from '../../duckdb/session.ts';
import { lit } from '../../duckdb/sql.ts';
import { rowTest } from './build.ts';
import { rowShareRule } from './row-share-rule.ts';
import type { RuleType } from './rule-type.ts';

/**
 * `DataFreshness "ordered_at" <= 24 hours`: the age of every value, in hours to two decimals, meets the condition. A value
 * of the future has a negative age; NULL and what is no moment fail.
 */
export const dataFreshnessRule: RuleType = {
  name: 'DataFreshness',
  prepare(rule, dataset) {
    const { condition } = rule;
    if (condition?.kind !== 'duration') return notSupported('Unsupported condition type for DataFreshness rule');
    const operands = condition.operands.map((operand) => `${lit(hoursOf(operand)).text}::double`);
    const tested = rowShareRule(rule, dataset, {
      metric: 'DataFreshness.Compliance',
      assertion: isOne,
      test(column) {
        const seconds = secondsOf(column, dataset.clock);
        if (seconds === undefined) return { refused: noMoment(column) };
        const passes = compareSql(condition.operator, HOURS, operands);
        return {
          passes: `coalesce(list_transform([${ageOf(seconds, dataset.clock)}], lambda __age: ${passes})[1], false)`,
        };
      },
    });
    if (isRefusal(tested)) return tested;
    const { prepared, passes } = tested;
    return { ...prepared, row: undefined, ...(passes === undefined ? {} : { culprits: rowTest(passes) }) };
  },
  analyze: undefined,
};

/** Minutes are rounded to four decimals of an hour, as Deequ does. */
function hoursOf({ amount, unit }: DurationLiteral): number {
  if (unit === 'days') return 24 * amount;
  return unit === 'hours' ? amount : Math.round((amount / 60) * 10_000) / 10_000;
}

function ageOf(seconds: string, clock: Date): string {
  return `${Math.floor(clock.getTime() / 1000)} - (${seconds})`;
}

/** Whole hundredths of an hour, half ones away from zero, made hours again: so two decimals are exact. */
const HOURS = '(sign(__age) * ((abs(__age) + 18) // 36) / 100.0)::double';

function noMoment({ name, type }: Column): string {
  return `[DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE] Cannot resolve "to_timestamp(${name})" due to data type mismatch: Parameter 1 requires the ("STRING" or "DATE" or "TIMESTAMP" or "TIMESTAMP_NTZ" or "NUMERIC") type, however "${name}" has the type "${sqlTypeName(type)}".`;
}
