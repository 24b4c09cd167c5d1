import type { NumberExpression, Rule } from '../../src/quality/dqdl/ast.ts';
import type { Difference } from './difference.ts';
import { inStableOrder } from '../compare.ts';
import { hasRule, metricsOf, realReason, rowsApart } from './difference.ts';

/** What Deequ 2.1.0 does with rules of any type. */
export const generalDifferences: readonly Difference[] = [
  {
    id: 'dynamic-operands',
    fields: ['outcome', 'metrics', 'rows', 'ended', 'reason'],
    explains: ({ leaves }) => leaves.some((rule) => operandsOf(rule).some(hasCall)),
  },
  {
    id: 'null-operands',
    fields: ['reason', 'ended', 'outcome', 'rows'],
    explains: ({ leaves, field }) =>
      leaves.some(
        (rule) =>
          operandsOf(rule).some(({ kind }) => kind === 'null') && (rule.where !== undefined || field !== 'outcome'),
      ),
  },
  {
    id: 'names-with-dots',
    fields: ['outcome', 'metrics', 'rows', 'ended', 'reason'],
    explains: ({ case: { primary }, leaves }) => {
      const dotted = primary.columns.flatMap(([name]) => (/[.`]/.test(name) ? [name] : []));
      return leaves.some(
        ({ type, parameters }) =>
          NAMES_COLUMNS.has(type) && parameters.some(({ value }) => dotted.some((name) => value.includes(name))),
      );
    },
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
    id: 'where-unknown',
    fields: ['rows'],
    explains: (found) =>
      found.leaves.some(({ where }) => where !== undefined) &&
      rowsApart(found).every(([real, ours]) => 'SF'.includes(real) && ours === 'P'),
  },
  {
    id: 'where-not-boolean',
    fields: ['outcome', 'metrics'],
    explains: (found) => hasRule(found, ['RowCount']) && found.here?.[2]?.endsWith(', not true or false') === true,
  },
  {
    id: 'where-dialect',
    fields: ['outcome', 'metrics', 'rows', 'reason'],
    explains: ({ leaves }) => leaves.some(({ where }) => where !== undefined && SPARK_ONLY.has(where)),
  },
  {
    id: 'rows-without-metric',
    fields: ['rows'],
    explains: (found) =>
      Object.keys(metricsOf(found)[0]).length === 0 &&
      found.there?.[1] === 'Passed' &&
      /^(?:S*|F*|-*)$/.test(found.there[4] ?? ''),
  },
  {
    id: 'type-mismatch-of-a-scan',
    fields: ['outcome', 'metrics', 'rows', 'reason'],
    explains: (found) =>
      (found.leaves.length > 1 && found.answers.some(([, , reason]) => TYPE_MISMATCH.test(reason ?? ''))) ||
      (found.case.rules.length > 1 &&
        realReason(found).startsWith(`${inStableOrder(found.here?.[2] ?? '')}\nValue: NULL does not`)) ||
      TYPE_MISMATCH.test(realReason(found)),
  },
  {
    id: 'members-listed',
    fields: ['text'],
    explains: ({ here, there, case: { rules } }) =>
      here === undefined && there?.[4] === null && rules.some((rule) => /\b(?:and|or)\b/i.test(rule)),
  },
  {
    id: 'composite-ends-run',
    fields: ['ended'],
    explains: ({ leaves, real }) => leaves.length > 1 && String(real).includes('UNRESOLVED_COLUMN'),
  },
  {
    id: 'rule-ends-run',
    fields: ['ended'],
    explains: ({ real }) => RULE_ENDS_RUN.test(String(real)),
  },
  {
    id: 'empty-state-texts',
    fields: ['reason'],
    explains: ({ there, here }) => {
      const real = withoutAnalyzers(there?.[2]);
      const ours = withoutAnalyzers(here?.[2]);
      return there?.[2]?.endsWith('…') === true ? ours.startsWith(real) : real === ours;
    },
  },
  {
    id: 'internal-texts',
    fields: ['reason'],
    explains: (found) => withoutInternals(realReason(found)) === withoutInternals(String(found.ours)),
  },
];

/** Conditions that Spark understands and DuckDB does not, or otherwise. */
const SPARK_ONLY = new Set(["v = 'x'", 'k = 1 or', "t rlike '^a'", 't <=> null', 'cast(t as int) > 1', 'k div 2 = 1']);

const TYPE_MISMATCH = /DATATYPE_MISMATCH\.(?:DATA_DIFF_TYPES|BINARY_OP_DIFF_TYPES|UNEXPECTED_INPUT_TYPE)/;

/** Of an invalid pattern, of types that cannot be joined or compared, of a decimal there is none of. */
const RULE_ENDS_RUN =
  /PatternSyntaxException|Invalid regex pattern|DATATYPE_MISMATCH\.BINARY_OP_DIFF_TYPES|DECIMAL_PRECISION_EXCEEDS|Decimal scale \(/;

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

/** What Java says of a date, names of Scala's and Spark's classes, and the place of an analyzer in the run. */
function withoutInternals(reason: string): string {
  return reason
    .replaceAll('ArrayBuffer(', 'List(')
    .replaceAll(/[`"]/g, '')
    .replaceAll(/(?<=Text '\d{4}-\d\d-\d\d)T00:00:00(?=' could not be parsed)/g, '')
    .replaceAll(/(?<=could not be parsed): Invalid [^\n]*/g, '')
    .replaceAll(/(?:org\.apache\.spark\.SparkException: )?Value at index \d+ is null/g, 'Value at index 0 is null');
}

/** Deequ prints a Compliance with its random id and its SQL, and a PatternMatch with its pattern. */
function withoutAnalyzers(reason: string | null | undefined): string {
  return (reason ?? '').replaceAll(
    /Empty state for analyzer (?:Compliance|PatternMatch)\([^\n]*?(?:, all input values were NULL\.|…$)/g,
    'Empty state',
  );
}
