import type { Rule } from '../../src/quality/dqdl/ast.ts';
import { columnOf, hasNull, hasRule, metricsOf, type Difference } from './difference.ts';

/** What Deequ 2.1.0 does with values and lengths of one column. */
export const valueDifferences: readonly Difference[] = [
  {
    id: 'metrics-of-neighbours',
    fields: ['metrics'],
    explains: (found) => {
      if (!hasRule(found, ['ColumnLength', 'ColumnValues']) || found.case.rules.length === 1) return false;
      const [real, ours] = metricsOf(found);
      const more = Object.keys(real).filter((name) => !(name in ours));
      return (
        more.length > 0 &&
        more.every((name) => NEIGHBOURS.test(name)) &&
        Object.entries(ours).every(([name, value]) => real[name] === value)
      );
    },
  },
  {
    id: 'length-of-null',
    fields: ['outcome', 'metrics', 'rows', 'reason'],
    explains: (found) => hasRule(found, ['ColumnLength'], (rule) => !isRatio(rule) && hasNull(found.case, rule)),
  },
  {
    id: 'length-not-in-zero',
    fields: ['outcome', 'metrics', 'rows', 'reason'],
    explains: (found) =>
      hasRule(
        found,
        ['ColumnLength'],
        ({ condition }) =>
          condition?.kind === 'number' &&
          condition.operator === 'not in' &&
          condition.operands.some((operand) => operand.kind === 'literal' && operand.value === 0),
      ),
  },
  {
    id: 'between-metrics',
    fields: ['metrics'],
    explains: (found) => hasRule(found, ['ColumnValues'], (rule) => isNumber(rule) && operatorOf(rule) === 'between'),
  },
  {
    id: 'between-on-text',
    fields: ['outcome', 'rows', 'reason'],
    explains: (found) =>
      hasRule(
        found,
        ['ColumnValues'],
        (rule) => isNumber(rule) && operatorOf(rule) === 'between' && columnOf(found.case, rule)?.type === 'string',
      ),
  },
  {
    id: 'thresholds',
    fields: ['outcome', 'reason'],
    explains: (found) => hasRule(found, ['ColumnValues'], ({ threshold }) => threshold !== undefined),
  },
  {
    id: 'null-row-of-keywords',
    fields: ['rows'],
    explains: (found) =>
      hasRule(
        found,
        ['ColumnValues'],
        (rule) => rule.condition?.kind === 'string' && !listsNull(rule) && hasNull(found.case, rule),
      ),
  },
  {
    id: 'null-is-not-empty',
    fields: ['outcome', 'metrics', 'rows', 'reason'],
    explains: (found) =>
      hasRule(
        found,
        ['ColumnValues'],
        ({ condition }) =>
          condition?.kind === 'string' &&
          condition.operator === '!=' &&
          condition.operands.some((operand) => operand.kind === 'keyword' && operand.keyword !== 'NULL'),
      ),
  },
  {
    id: 'ignoring-case',
    fields: ['outcome', 'metrics', 'rows', 'reason'],
    explains: (found) =>
      hasRule(found, ['ColumnValues'], ({ tags }) =>
        tags.some(({ name, value }) => name === 'ignoreCase' && value === 'true'),
      ),
  },
];

const NEIGHBOURS =
  /\.(?:Minimum|Maximum|MinimumLength|MaximumLength|LengthCompliance|ColumnValues\.Compliance|PatternMatch|Completeness)$/;

function operatorOf({ condition }: Rule): string | undefined {
  return condition?.operator;
}

function isNumber({ condition }: Rule): boolean {
  return condition?.kind === 'number';
}

function isRatio(rule: Rule): boolean {
  return ['in', 'not in', 'not between'].includes(operatorOf(rule) ?? '');
}

function listsNull({ condition }: Rule): boolean {
  return (
    condition?.kind === 'string' &&
    condition.operands.some((operand) => operand.kind === 'keyword' && operand.keyword === 'NULL')
  );
}
