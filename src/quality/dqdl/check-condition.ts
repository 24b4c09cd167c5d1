import type { Condition, NumberExpression, SizeCondition, SizeLiteral, Tag } from './ast.ts';
import { KIND_NAMES } from './condition-of.ts';
import type { Cursor } from './cursor.ts';
import type { Span } from './finding-list.ts';
import type { RuleDraft } from './rule-draft.ts';
import { MOST_32_BIT, reportRange } from './parse-operand.ts';
import { mayStandAlone, takesCondition, type Form } from './signature.ts';
import { isTimeOfDay, isTimeZone, isCalendarDate } from './time-of-day.ts';

/** The condition in the kind the form takes; one that is missing, unwanted or of another kind is reported. */
export function checkCondition(
  { type, condition }: Pick<RuleDraft, 'type' | 'condition'>,
  tags: readonly Tag[],
  form: Form,
  cursor: Cursor,
): Condition | undefined {
  if (condition === undefined) {
    if (!mayStandAlone(form)) {
      const message = `${type.text} needs a condition`;
      cursor.findings.error('DQDL_CONDITION_MISSING', type, message, {
        expected: `a comparison with ${kindNames(form)}`,
      });
    }
    return undefined;
  }
  const { returns } = form;
  if (!takesCondition(form)) {
    const message = `${type.text} stands without a condition`;
    cursor.findings.error('DQDL_CONDITION_NOT_ALLOWED', spanOf(condition), message, { expected: 'no condition' });
    return condition;
  }
  const fitting = condition.kind === 'number' && returns.includes('size') ? asSize(condition, cursor) : condition;
  if (fitting.kind === 'date' && returns.includes('date')) checkTimes(fitting, tags, cursor);
  if (!returns.includes(fitting.kind)) {
    const message = `${type.text} cannot be compared with ${KIND_NAMES[fitting.kind]}`;
    cursor.findings.error('DQDL_CONDITION_KIND', spanOf(condition), message, {
      found: nullsOnly(condition) ? 'NULL, which alone is a number' : KIND_NAMES[fitting.kind],
      expected: kindNames(form),
    });
  }
  return fitting;
}

function kindNames(form: Form): string {
  return form.returns.flatMap((kind) => (kind === 'boolean' ? [] : [KIND_NAMES[kind]])).join(' or ');
}

function spanOf({ range }: Condition): Span {
  return { start: range.start.offset, end: range.end.offset };
}

function nullsOnly(condition: Condition): boolean {
  return condition.kind === 'number' && condition.operands.every((operand) => operand.kind === 'null');
}

/** Where a size is wanted, whole numbers are bytes. */
function asSize(condition: Extract<Condition, { kind: 'number' }>, cursor: Cursor): Condition {
  const { operator, range } = condition;
  const operands = condition.operands.map(sizeOf);
  if (!operands.every((size) => size !== undefined)) return condition;
  if (operands.some(({ amount }) => amount > MOST_32_BIT || amount < -MOST_32_BIT - 1)) {
    reportRange(cursor, spanOf(condition));
  }
  return { kind: 'size', operator, operands, range } satisfies SizeCondition;
}

function sizeOf(expression: NumberExpression): SizeLiteral | undefined {
  if (expression.kind !== 'literal' || expression.text.includes('.')) return undefined;
  return { amount: expression.value, unit: undefined };
}

function checkTimes(condition: Extract<Condition, { kind: 'date' }>, tags: readonly Tag[], cursor: Cursor): void {
  const zone = tags.find((tag) => tag.name === 'timeZone');
  for (const operand of condition.operands) {
    if (operand.kind === 'date' && !isCalendarDate(operand.text)) {
      const message = `There is no day ${operand.text}; the rule will fail when it is evaluated`;
      cursor.findings.warn('DQDL_INVALID_DATE', spanOf(condition), message, { found: operand.text });
    }
    if (operand.kind !== 'time') continue;
    if (!isTimeOfDay(operand.text)) {
      cursor.findings.error('DQDL_INVALID_TIME', spanOf(condition), `There is no time ${operand.text}`, {
        found: operand.text,
        expected: '"00:00" to "24:00", or "0:00 AM" to "12:59 PM"',
      });
    } else if (zone !== undefined && !isTimeZone(String(zone.value))) {
      const span = { start: zone.range.start.offset, end: zone.range.end.offset };
      cursor.findings.error('DQDL_TIME_ZONE', span, `There is no time zone ${String(zone.value)}`, {
        found: String(zone.value),
        expected: 'a zone such as "UTC", "+02:00" or "Europe/Paris"',
      });
      return;
    }
  }
}
