import type { Analyzer } from '../../analyzers/analyzer.ts';
import { completeness } from '../../analyzers/counts.ts';
import { asShown, maximum, minimum } from '../../analyzers/extremes.ts';
import { kindOf } from '../../column-type.ts';
import { compareWith, type Comparison } from '../../conditions/number-sql.ts';
import { compare, isOne, type Assertion } from '../../conditions/number-test.ts';
import { numberValue } from '../../conditions/number-value.ts';
import { findColumn } from '../../dataset.ts';
import type { NumberCondition, OrderOperator } from '../../dqdl/ast.ts';
import type { Column } from '../../../duckdb/session.ts';
import { id, lit } from '../../../duckdb/sql.ts';
import { jvmDouble } from '../../jvm-number.ts';
import { isRefusal, notSupported, type Refusal } from '../../refusal.ts';
import { constraint, rowTest, scopeOf, unmet } from '../build.ts';
import type { Constraint, PreparedRule, RowTest } from '../rule-type.ts';
import { isBoolean, ratioRule, type Subject } from './subject.ts';

/**
 * A number condition. `> >= < <= = between` are judged on the smallest and largest value, and NULL fails them; the
 * others on the share of rows, and NULL passes `!=` and `not in` unless it is listed (reference, 2.3 and 8.4).
 */
export function numberValues(subject: Subject, condition: NumberCondition): PreparedRule | Refusal {
  const operands = operandsOf(condition);
  if (isRefusal(operands)) return operands;
  const { numbers, listsNull } = operands;
  const { operator } = condition;
  switch (operator) {
    case '=':
    case '!=':
      if (listsNull) return nullRule(subject, operator === '=');
      return operator === '=' ? extremeRule(subject, operator, numbers) : setRule(subject, operands, operator);
    case 'in':
    case 'not in':
      return numbers.length === 0 ? nullRule(subject, operator === 'in') : setRule(subject, operands, operator);
    case 'between':
    case 'not between':
      if (numbers.length < 2) return notSupported(`${operator.toUpperCase()} requires two operands.`);
      return operator === 'between' ? extremeRule(subject, operator, numbers) : outsideRule(subject, numbers);
    default:
      if (numbers.length === 0) return notSupported('ColumnValues rule requires a number to compare with.');
      return extremeRule(subject, operator, numbers);
  }
}

interface Operands {
  readonly numbers: readonly number[];
  readonly listsNull: boolean;
}

function operandsOf(condition: NumberCondition): Operands | Refusal {
  const numbers: number[] = [];
  let listsNull = false;
  for (const operand of condition.operands) {
    const resolved = numberValue(operand);
    if (isRefusal(resolved)) return resolved;
    if (operand.kind === 'binary') {
      return notSupported('ColumnValues rule only supports numeric operands or NULL keyword in conditions.');
    }
    if (resolved.value === null) listsNull = true;
    else numbers.push(resolved.value);
  }
  return { numbers, listsNull };
}

/** `= NULL`, `in [NULL]` and their negations, for columns of any type. */
function nullRule(subject: Subject, wantsNull: boolean): PreparedRule | Refusal {
  return ratioRule(subject, 'any', (column) => `${id(column.name)} is ${wantsNull ? '' : 'not '}null`);
}

function setRule(
  subject: Subject,
  { numbers, listsNull }: Operands,
  operator: 'in' | 'not in' | '!=',
): PreparedRule | Refusal {
  // Spark compares a boolean with a number as 1 or 0, but not in a list.
  const demand = operator === '!=' && isBoolean(subject) ? 'any' : 'numeric or text';
  return ratioRule(subject, demand, (column) => {
    const name = id(column.name).text;
    const same = numbers.map((number) => {
      const sides = operator === '!=' ? compareWith(column, number) : listedWith(column, number);
      return `${sides.column} = ${sides.operand}`;
    });
    const any = `(${same.join(' or ')})`;
    if (operator === 'in') return listsNull ? `${name} is null or ${any}` : `${name} is not null and ${any}`;
    return listsNull ? `${name} is not null and not ${any}` : `${name} is null or not ${any}`;
  });
}

/** In a list Spark compares a text with the number's text, and anything else as elsewhere. */
function listedWith(column: Column, number: number): Comparison {
  if (kindOf(column.type) !== 'text') return compareWith(column, number);
  return { column: `${id(column.name).text}::varchar`, operand: lit(jvmDouble(number)).text };
}

function outsideRule(
  subject: Subject,
  [low = Number.NaN, high = Number.NaN]: readonly number[],
): PreparedRule | Refusal {
  return ratioRule(subject, 'numeric or text', (column) => {
    const lower = compareWith(column, low);
    const upper = compareWith(column, high);
    const outside = `${lower.column} <= ${lower.operand} or ${upper.column} >= ${upper.operand}`;
    return `${id(column.name)} is not null and (${outside})`;
  });
}

function extremeRule(
  { rule, name, dataset }: Subject,
  operator: '=' | '>' | '>=' | '<' | '<=' | 'between',
  numbers: readonly number[],
): PreparedRule {
  const scope = scopeOf(rule, dataset);
  const [low = Number.NaN, high = Number.NaN] = numbers;
  const least = (test: OrderOperator, operand: number): Constraint => bound(minimum(name, scope), test, operand);
  const most = (test: OrderOperator, operand: number): Constraint => bound(maximum(name, scope), test, operand);
  const bounds = {
    '>': () => [least('>', low)],
    '>=': () => [least('>=', low)],
    '<': () => [most('<', low)],
    '<=': () => [most('<=', low)],
    '=': () => [least('=', low), most('=', low)],
    between: () => [least('>', low), most('<', high)],
  }[operator]();
  const present = { ...constraint(completeness(name, scope), isOne), always: unmet('NULL') };
  return {
    columns: [name],
    constraints: [...bounds, present],
    shows: bounds.map(({ analyzer }) => analyzer),
    row: bounds.some(({ analyzer }) => analyzer.refused !== undefined)
      ? undefined
      : boundRow(findColumn(dataset.primary, name), operator, numbers),
  };
}

function bound(analyzer: Analyzer, operator: OrderOperator, operand: number): Constraint {
  const assertion: Assertion = { holds: (value) => compare(operator, value, [operand]), problem: undefined };
  return constraint(analyzer, assertion);
}

/** A row is compared as a JVM double, so that NaN fails (reference, 4.2); so does NULL. */
function boundRow(column: Column | undefined, operator: string, numbers: readonly number[]): RowTest | undefined {
  if (column === undefined) return undefined;
  const value = `${asShown(column)}::double`;
  const [low = Number.NaN, high = Number.NaN] = numbers;
  const test =
    operator === 'between'
      ? `${value} > ${literal(low)} and ${value} < ${literal(high)}`
      : `${value} ${operator} ${literal(low)}`;
  const notNaN = kindOf(column.type) === 'float' ? ` and not isnan(${value})` : '';
  return rowTest(`coalesce(${test}${notNaN}, false)`);
}

function literal(number: number): string {
  return `${lit(number).text}::double`;
}
