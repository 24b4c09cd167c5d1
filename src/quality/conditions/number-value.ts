import type { NumberExpression } from '../dqdl/ast.ts';
import { isRefusal, type Refusal } from '../refusal.ts';

/** The value of an expression; `null` for the keyword NULL. Division by zero gives an infinity or NaN. */
export function numberValue(expression: NumberExpression): { readonly value: number | null } | Refusal {
  switch (expression.kind) {
    case 'literal':
      return { value: expression.value };
    case 'null':
      return { value: null };
    case 'group':
      return numberValue(expression.inner);
    case 'binary': {
      const left = numberValue(expression.left);
      const right = numberValue(expression.right);
      if (isRefusal(left)) return left;
      if (isRefusal(right)) return right;
      if (left.value === null || right.value === null) return { value: null };
      return { value: calculate(expression.operator, left.value, right.value) };
    }
    case 'call':
      return {
        outcome: 'Error',
        reason: `${expression.name}() needs the metrics of earlier runs, which this version does not evaluate yet`,
      };
  }
}

function calculate(operator: '+' | '-' | '*' | '/', left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
  }
}
