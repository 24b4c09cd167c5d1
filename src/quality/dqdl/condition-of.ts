import type {
  Condition,
  ConditionKind,
  DateExpression,
  NumberExpression,
  OrderOperator,
  StringOperand,
  TextOperator,
} from './ast.ts';
import type { Cursor } from './cursor.ts';
import type { Operand } from './parse-operand.ts';

interface Comparison {
  readonly operator: OrderOperator;
  readonly operands: readonly Operand[];
  readonly start: number;
}

/** How messages name what the kinds of condition compare with. */
export const KIND_NAMES: Readonly<Record<ConditionKind, string>> = {
  number: 'a number',
  string: 'a text',
  date: 'a date',
  duration: 'a duration',
  size: 'a size',
};

/**
 * The condition that a comparison is: the first of number, string, date, duration and size that all its operands can
 * be. `NULL` can be any of the first three; texts have no order.
 */
export function conditionOf({ operator, operands, start }: Comparison, cursor: Cursor): Condition {
  const kind = kindOf(operands);
  for (const operand of operands) {
    if (operand.kind === 'string' && !isTextOperator(operator)) reportOrder(operator, operand, cursor);
    else if (!fits(operand, kind)) reportMixed(operand, kind, cursor);
  }
  return build(kind, operator, operands, cursor.rangeFrom(start));
}

function kindOf(operands: readonly Operand[]): ConditionKind {
  for (const { kind } of operands) if (kind !== 'null') return kind;
  return 'number';
}

function isTextOperator(operator: OrderOperator): operator is OrderOperator & TextOperator {
  return operator === '=' || operator === '!=' || operator === 'in' || operator === 'not in';
}

function fits(operand: Operand, kind: ConditionKind): boolean {
  return operand.kind === 'null' ? kind !== 'duration' && kind !== 'size' : operand.kind === kind;
}

function reportOrder(operator: OrderOperator, operand: Operand, cursor: Cursor): void {
  cursor.findings.error('DQDL_TEXT_ORDER', operand, `Texts have no order, so \`${operator}\` cannot compare them`, {
    expected: 'a number, a date, a duration or a size after an order; = != in matches for texts',
  });
}

function reportMixed(operand: Operand, kind: ConditionKind, cursor: Cursor): void {
  cursor.findings.error('DQDL_MIXED_KINDS', operand, 'The values of one condition must be of one kind', {
    found: operand.kind === 'null' ? 'NULL' : KIND_NAMES[operand.kind],
    expected: KIND_NAMES[kind],
  });
}

function build(
  kind: ConditionKind,
  operator: OrderOperator,
  operands: readonly Operand[],
  range: Condition['range'],
): Condition {
  if (kind === 'string' && isTextOperator(operator)) {
    return { kind, operator, range, operands: operands.flatMap(textOf), variable: undefined };
  }
  switch (kind) {
    case 'date':
      return { kind, operator, range, operands: operands.flatMap(dateOf) };
    case 'duration':
      return { kind, operator, range, operands: operands.flatMap((o) => (o.kind === 'duration' ? [o.value] : [])) };
    case 'size':
      return { kind, operator, range, operands: operands.flatMap((o) => (o.kind === 'size' ? [o.value] : [])) };
    default:
      return { kind: 'number', operator, range, operands: operands.flatMap(numberOf) };
  }
}

function numberOf(operand: Operand): NumberExpression[] {
  if (operand.kind === 'null') return [{ kind: 'null' }];
  return operand.kind === 'number' ? [operand.value] : [];
}

function textOf(operand: Operand): StringOperand[] {
  if (operand.kind === 'null') return [{ kind: 'keyword', keyword: 'NULL' }];
  return operand.kind === 'string' ? [operand.value] : [];
}

function dateOf(operand: Operand): DateExpression[] {
  if (operand.kind === 'null') return [{ kind: 'null' }];
  return operand.kind === 'date' ? [operand.value] : [];
}
