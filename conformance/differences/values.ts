import type { Rule } from '../../src/quality/dqdl/ast.ts';
import { columnOf, hasNull, hasRule, metricsOf, rowsApart, type Difference } from './difference.ts';

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
    explains: (found) =>
      hasRule(
        found,
        ['ColumnLength'],
        (rule) => !['in', 'not in'].includes(operatorOf(rule) ?? '') && hasNull(found.case, rule),
      ),
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
          ['not in', 'not between'].includes(condition.operator) &&
          condition.operands.some((operand) => operand.kind === 'literal' && operand.value === 0),
      ),
  },
  {
    id: 'between-metrics',
    fields: ['metrics', 'reason', 'rows'],
    explains: (found) =>
      hasRule(
        found,
        ['ColumnValues'],
        (rule) =>
          isNumber(rule) &&
          operatorOf(rule) === 'between' &&
          (found.field !== 'rows' || columnOf(found.case, rule)?.type === 'float'),
      ),
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
      ) && rowsApart(found).every(([real]) => real === 'S'),
  },
  {
    id: 'keywords-on-nulls',
    fields: ['outcome', 'metrics', 'reason', 'rows'],
    explains: (found) =>
      hasRule(found, ['ColumnValues'], (rule) => hasKeyword(rule) && !listsNull(rule)) &&
      Object.keys(metricsOf(found)[0]).length === 0,
  },
  {
    id: 'null-is-not-empty',
    fields: ['outcome', 'metrics', 'rows', 'reason'],
    explains: (found) =>
      hasRule(
        found,
        ['ColumnValues'],
        (rule) =>
          hasKeyword(rule) &&
          ['!=', 'not in'].includes(operatorOf(rule) ?? '') &&
          !listsNull(rule) &&
          hasNull(found.case, rule),
      ),
  },
  {
    id: 'metric-of-the-last',
    fields: ['metrics'],
    explains: (found) => {
      const [real, ours] = metricsOf(found);
      const names = Object.keys(real);
      return (
        hasRule(found, ['ColumnValues']) &&
        found.case.rules.length > 1 &&
        names.length === 1 &&
        names.every((name) => SHARED.test(name) && name in ours) &&
        (hasRule(found, ['ColumnValues'], ({ threshold }) => threshold !== undefined) ||
          (found.there?.[1] === found.here?.[1] && found.there?.[2] === found.here?.[2]))
      );
    },
  },
  {
    id: 'decimals-beyond-38-digits',
    fields: ['outcome', 'metrics', 'rows', 'reason'],
    explains: (found) =>
      hasRule(
        found,
        ['ColumnValues'],
        (rule) => isNumber(rule) && columnOf(found.case, rule)?.type.startsWith('decimal(38,') === true,
      ),
  },
  {
    id: 'patterns-of-java',
    fields: ['outcome', 'metrics', 'rows', 'reason'],
    explains: (found) => hasRule(found, ['ColumnValues']) && /The pattern .* cannot be run/.test(found.here?.[2] ?? ''),
  },
  {
    id: 'single-quotes',
    fields: ['outcome', 'metrics', 'rows', 'reason'],
    explains: (found) =>
      hasRule(
        found,
        ['ColumnValues'],
        ({ condition }) =>
          condition?.kind === 'string' &&
          condition.operands.some((operand) => operand.kind === 'text' && operand.value.includes("'")),
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

const SHARED = /\.(?:ColumnValues\.Compliance|PatternMatch)$/;

function operatorOf({ condition }: Rule): string | undefined {
  return condition?.operator;
}

function isNumber({ condition }: Rule): boolean {
  return condition?.kind === 'number';
}

function hasKeyword({ condition }: Rule): boolean {
  return (
    condition?.kind === 'string' &&
    condition.operands.some((operand) => operand.kind === 'keyword' && operand.keyword !== 'NULL')
  );
}

function listsNull({ condition }: Rule): boolean {
  return (
    condition?.kind === 'string' &&
    condition.operands.some((operand) => operand.kind === 'keyword' && operand.keyword === 'NULL')
  );
}
