import { dayOfColumn } from '../../conditions/date-sql.ts';
import { dateValue } from '../../conditions/date-value.ts';
import type { DateCondition, OrderOperator } from '../../dqdl/ast.ts';
import { id, lit } from '../../../duckdb/sql.ts';
import { isRefusal, notSupported, type Refusal } from '../../refusal.ts';
import type { PreparedRule } from '../rule-type.ts';
import { ratioRule, type Subject } from './subject.ts';

/**
 * A date condition: compared by day, judged by the share of rows. NULL fails all but `!=`, `not in`, `not between`; a
 * text that is no date fails every operator.
 */
export function dateValues(subject: Subject, condition: DateCondition): PreparedRule | Refusal {
  const days: string[] = [];
  let listsNull = false;
  for (const operand of condition.operands) {
    const resolved = dateValue(operand, subject.dataset.clock);
    if (isRefusal(resolved)) return resolved;
    if (resolved.day === null) listsNull = true;
    else days.push(resolved.day);
  }
  const needed = neededDays(condition.operator, listsNull);
  if (days.length < needed) {
    const count = needed === 1 ? '1 date operand' : `${needed} date operands`;
    return notSupported(`ColumnValues date ${condition.operator.toUpperCase()} requires ${count}, got ${days.length}.`);
  }
  return ratioRule(subject, 'not nested', (column) => {
    const name = id(column.name).text;
    return dateTest(
      condition.operator,
      name,
      dayOfColumn(column),
      days.map((day) => `${lit(day).text}::date`),
      listsNull,
    );
  });
}

function dateTest(
  operator: OrderOperator,
  name: string,
  day: string,
  days: readonly string[],
  listsNull: boolean,
): string {
  const [first = 'null', second = 'null'] = days;
  const notNull = (test: string): string => `${name} is not null and (${test})`;
  const nullOr = (test: string): string => `${name} is null or ${test}`;
  const isIn = days.length === 0 ? 'false' : `${day} in (${days.join(', ')})`;
  switch (operator) {
    case '=':
    case 'in':
      return listsNull ? nullOr(isIn) : notNull(isIn);
    case '!=':
    case 'not in':
      return listsNull ? notNull(`not (${isIn})`) : nullOr(`not (${isIn})`);
    case 'between':
      return notNull(`${day} > ${first} and ${day} < ${second}`);
    case 'not between':
      return nullOr(`(${day} <= ${first} or ${day} >= ${second})`);
    default:
      return notNull(`${day} ${operator} ${first}`);
  }
}

function neededDays(operator: OrderOperator, listsNull: boolean): number {
  if (operator === 'between' || operator === 'not between') return 2;
  const takesNull = ['=', '!=', 'in', 'not in'].includes(operator);
  return listsNull && takesNull ? 0 : 1;
}
