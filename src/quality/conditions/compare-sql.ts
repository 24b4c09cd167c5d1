import type { OrderOperator } from '../dqdl/ast.ts';

/** SQL of a condition on a value; `between` leaves out both ends, `not between` is its complement. */
export function compareSql(operator: OrderOperator, value: string, operands: readonly string[]): string {
  const [first = 'null', second = 'null'] = operands;
  switch (operator) {
    case 'between':
      return `(${value} > ${first} and ${value} < ${second})`;
    case 'not between':
      return `(${value} <= ${first} or ${value} >= ${second})`;
    case 'in':
    case 'not in':
      return `(${value} ${operator} (${operands.join(', ')}))`;
    default:
      return `(${value} ${operator} ${first})`;
  }
}
