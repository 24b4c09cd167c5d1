import type { NumberExpression, Rule } from '../../src/quality/dqdl/ast.ts';
import type { Difference } from './difference.ts';
import { realReason } from './difference.ts';

/** What Deequ 2.1.0 does with rules of any type. */
export const generalDifferences: readonly Difference[] = [
  {
    id: 'dynamic-operands',
    fields: ['outcome', 'metrics', 'rows', 'ended', 'reason'],
    explains: ({ leaves }) => leaves.some((rule) => operandsOf(rule).some(hasCall)),
  },
  {
    id: 'null-operands',
    fields: ['reason', 'ended'],
    explains: ({ leaves }) => leaves.some((rule) => operandsOf(rule).some(({ kind }) => kind === 'null')),
  },
  {
    id: 'names-with-dots',
    fields: ['outcome', 'metrics', 'rows', 'ended', 'reason'],
    explains: ({ leaves }) =>
      leaves.some(
        ({ type, parameters }) => NAMES_COLUMNS.has(type) && parameters.some(({ value }) => /[.`]/.test(value)),
      ),
  },
  {
    id: 'where-text',
    fields: ['reason'],
    explains: ({ leaves, real, ours }) =>
      leaves.some(({ where }) => where !== undefined) &&
      /^org\.apache\.spark\.|^\[/.test(String(real)) &&
      String(ours).includes('invalid where clause'),
  },
  {
    id: 'where-ends-run',
    fields: ['ended'],
    explains: ({ leaves, real }) =>
      leaves.some(({ where }) => where !== undefined) && /AnalysisException|ParseException/.test(String(real)),
  },
  {
    id: 'where-of-a-neighbour',
    fields: ['outcome', 'metrics', 'rows', 'reason'],
    explains: (found) =>
      found.case.id === 'filters/a bad one beside others' && found.leaves.every(({ where }) => where === undefined),
  },
  {
    id: 'internal-texts',
    fields: ['reason'],
    explains: (found) => withoutInternals(realReason(found)) === withoutInternals(String(found.ours)),
  },
];

const NAMES_COLUMNS = new Set(
  'IsComplete Completeness Uniqueness IsUnique IsPrimaryKey UniqueValueRatio DistinctValuesCount DuplicateRowCount Entropy Mean Sum StandardDeviation Variance Skewness Kurtosis Range ZerosCount InterquartileRange ColumnLength ColumnCorrelation ColumnValues ColumnDataType DataFreshness AggregateMatch'.split(
    ' ',
  ),
);

function operandsOf({ condition, threshold }: Rule): readonly NumberExpression[] {
  const ofCondition = condition?.kind === 'number' ? condition.operands : [];
  return [...ofCondition, ...(threshold?.operands ?? [])];
}

function hasCall(expression: NumberExpression): boolean {
  switch (expression.kind) {
    case 'call':
      return true;
    case 'group':
      return hasCall(expression.inner);
    case 'binary':
      return hasCall(expression.left) || hasCall(expression.right);
    default:
      return false;
  }
}

/** Names of Scala's and Spark's classes, and the place of an analyzer in the run. */
function withoutInternals(reason: string): string {
  return reason
    .replaceAll('ArrayBuffer(', 'List(')
    .replaceAll(/(?:org\.apache\.spark\.SparkException: )?Value at index \d+ is null/g, 'Value at index 0 is null');
}
