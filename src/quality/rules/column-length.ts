import { compliance } from '../analyzers/compliance.ts';
import { lengthOf, maximumLength, minimumLength } from '../analyzers/extremes.ts';
import { compare, isOne, type Assertion } from '../conditions/number-test.ts';
import { numberValue } from '../conditions/number-value.ts';
import { findColumn, type Scope } from '../dataset.ts';
import type { Condition, OrderOperator } from '../dqdl/ast.ts';
import type { Column } from '../../duckdb/session.ts';
import { lit } from '../../duckdb/sql.ts';
import { isRefusal, notSupported, type Refusal } from '../refusal.ts';
import { constraint, parameterOf, rowTest, scopeOf } from './build.ts';
import type { Constraint, RowTest, RuleType } from './rule-type.ts';

/**
 * `ColumnLength "code" = 5`: lengths in code points, NULL has length 0. Judged on the shortest and longest text; `in`,
 * `not in` and `not between` on the share of rows, also of a column of another type by what Spark writes for it.
 */
export const columnLengthRule: RuleType = {
  name: 'ColumnLength',
  prepare(rule, dataset) {
    const test = testOf(rule.condition);
    if (isRefusal(test)) return test;
    const name = parameterOf(rule);
    const constraints = constraintsOf(test, name, scopeOf(rule, dataset));
    const row = constraints.some(({ analyzer }) => analyzer.refused !== undefined)
      ? undefined
      : rowOf(test, name, scopeOf(rule, dataset));
    return { columns: [name], constraints, shows: constraints.map(({ analyzer }) => analyzer), row };
  },
  analyze: ([name = ''], dataset) => [
    minimumLength(name, { dataset, where: undefined }),
    maximumLength(name, { dataset, where: undefined }),
  ],
};

interface LengthTest {
  readonly operator: OrderOperator;
  readonly operands: readonly number[];
}

function testOf(condition: Condition | undefined): LengthTest | Refusal {
  if (condition?.kind !== 'number') return notSupported('ColumnLength rule needs a number condition.');
  const operands: number[] = [];
  for (const operand of condition.operands) {
    const resolved = numberValue(operand);
    if (isRefusal(resolved)) return resolved;
    if (operand.kind === 'binary' || resolved.value === null) {
      return notSupported('ColumnLength rule only supports atomic operands in conditions.');
    }
    operands.push(resolved.value);
  }
  return { operator: condition.operator, operands };
}

function constraintsOf({ operator, operands }: LengthTest, name: string, scope: Scope): Constraint[] {
  const [low = Number.NaN, high = Number.NaN] = operands;
  const least = (test: OrderOperator, operand: number) => constraint(minimumLength(name, scope), is(test, operand));
  const most = (test: OrderOperator, operand: number) => constraint(maximumLength(name, scope), is(test, operand));
  switch (operator) {
    case '>':
    case '>=':
      return [least(operator, low)];
    case '<':
    case '<=':
      return [most(operator, low)];
    case '=':
    case '!=':
      return [least(operator, low), most(operator, low)];
    case 'between':
      return [least('>', low), most('<', high)];
    case 'in':
    case 'not in':
    case 'not between': {
      const share = { metric: 'LengthCompliance', name, demand: 'not nested', scope } as const;
      return [
        constraint(
          compliance(share, (column) => lengthSql({ operator, operands }, column)),
          isOne,
        ),
      ];
    }
  }
}

function is(operator: OrderOperator, operand: number): Assertion {
  return { holds: (value) => compare(operator, value, [operand]), problem: undefined };
}

function rowOf(test: LengthTest, name: string, { dataset }: Scope): RowTest | undefined {
  const column = findColumn(dataset.primary, name);
  return column === undefined ? undefined : rowTest(lengthSql(test, column));
}

function lengthSql({ operator, operands }: LengthTest, column: Column): string {
  const length = `coalesce(${lengthOf(column)}, 0)`;
  const [low = 'null', high = 'null'] = operands.map((operand) => lit(operand).text);
  switch (operator) {
    case 'between':
      return `${length} > ${low} and ${length} < ${high}`;
    case 'not between':
      return `${length} <= ${low} or ${length} >= ${high}`;
    case 'in':
    case 'not in':
      return `${length} ${operator} (${lit(operands).text})`;
    default:
      return `${length} ${operator} ${low}`;
  }
}
