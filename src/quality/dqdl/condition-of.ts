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
import { kindsOf, type Operand } from './parse-operand.ts';

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
 * be. Texts have no order.
 */
export function conditionOf({ operator, operands, start }: Comparison, cursor: Cursor): Condition {
  const allowed = isTextOperator(operator) ? ALL_KINDS : ALL_KINDS.filter((kind) => kind !== 'string');
  let kinds = allowed;
  for (const operand of operands) {
    const next = kinds.filter((kind) => kindsOf(operand).includes(kind));
    if (next.length === 0) reportMixed(operator, operand, kinds, cursor);
    else kinds = next;
  }
  return build(kinds[0] ?? 'number', operator, operands, cursor.rangeFrom(start));
}

const ALL_KINDS: readonly ConditionKind[] = ['number', 'string', 'date', 'duration', 'size'];

function isTextOperator(operator: OrderOperator): operator is OrderOperator & TextOperator {
  return operator === '=' || operator === '!=' || operator === 'in' || operator === 'not in';
}

function reportMixed(operator: OrderOperator, operand: Operand, kinds: readonly ConditionKind[], cursor: Cursor): void {
  if (operand.kind === 'string' && !isTextOperator(operator)) {
    cursor.findings.error('DQDL_TEXT_ORDER', operand, `Texts have no order, so \`${operator}\` cannot compare them`, {
      expected: 'a number, a date, a duration or a size after an order; = != in matches for texts',
    });
    return;
  }
  const expected = kinds.map((kind) => KIND_NAMES[kind]).join(' or ');
  cursor.findings.error('DQDL_MIXED_KINDS', operand, 'The values of one condition must be of one kind', {
    found: operand.kind === 'null' ? 'NULL' : KIND_NAMES[operand.kind],
    expected,
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
