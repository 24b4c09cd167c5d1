import type {
  Condition,
  DateExpression,
  DurationLiteral,
  NumberExpression,
  SizeLiteral,
  StringOperand,
} from './ast.ts';

/** `result`: as the open parser prints. `document`: so that it parses back to the same. */
export type PrintStyle = 'result' | 'document';

/** The canonical text of a condition, as results show it: `between 1 and 2`, `in ["a",NULL]`. */
export function printCondition(condition: Condition): string {
  return conditionText(condition, 'result');
}

export function conditionText(condition: Condition, style: PrintStyle): string {
  const { operator } = condition;
  if (condition.kind === 'string' && condition.variable !== undefined) return `${operator} $${condition.variable}`;
  const operands = operandTexts(condition, style);
  if (operator === 'in' || operator === 'not in') return `${operator} [${operands.join(',')}]`;
  return `${operator} ${operands.join(' and ')}`;
}

function operandTexts(condition: Condition, style: PrintStyle): string[] {
  switch (condition.kind) {
    case 'number':
      return condition.operands.map(numberText);
    case 'string': {
      const isList = condition.operator === 'in' || condition.operator === 'not in';
      return condition.operands.map((operand) => stringText(operand, isList && style === 'result'));
    }
    case 'date':
      return condition.operands.map(dateText);
    case 'duration':
      return condition.operands.map(durationText);
    default:
      return condition.operands.map((operand) => sizeText(operand, style));
  }
}

/** The text of an expression: binary operators spaced, arguments not. */
function numberText(expression: NumberExpression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.text;
    case 'null':
      return 'NULL';
    case 'group':
      return `(${numberText(expression.inner)})`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(numberText).join(',')})`;
    default:
      return `${numberText(expression.left)} ${expression.operator} ${numberText(expression.right)}`;
  }
}

/** The open parser prints the texts of lists without their escapes, which cannot be parsed again. */
function stringText(operand: StringOperand, unescaped: boolean): string {
  if (operand.kind === 'keyword') return operand.keyword;
  return `"${unescaped ? operand.value : operand.raw}"`;
}

function dateText(expression: DateExpression): string {
  switch (expression.kind) {
    case 'date':
    case 'time':
      return `"${expression.text}"`;
    case 'now': {
      const { offset } = expression;
      return offset === undefined ? 'now()' : `(now() ${offset.sign} ${durationText(offset.by)})`;
    }
    default:
      return 'NULL';
  }
}

function durationText({ amount, unit }: DurationLiteral): string {
  return `${amount} ${unit}`;
}

function sizeText({ amount, unit }: SizeLiteral, style: PrintStyle): string {
  return unit === undefined && style === 'document' ? `${amount}` : `${amount} ${unit ?? 'B'}`;
}
