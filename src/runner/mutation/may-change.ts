import type { Session } from '../../duckdb/session.ts';
import type { Rule, RuleNode } from '../../quality/dqdl/ast.ts';
import { leavesOf } from '../../quality/plan/prepare.ts';
import { queryNames } from './query-names.ts';

/** The names in the queries of rules, by the text of the query; see `queryNames`. */
export type NamesInQueries = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/** The names in all queries of these rules. */
export async function namesInQueries(
  session: Session,
  rules: readonly RuleNode[],
  aliases: readonly string[],
): Promise<NamesInQueries> {
  const names = new Map<string, ReadonlySet<string> | undefined>();
  for (const { type, parameters } of rules.flatMap(leavesOf)) {
    if (type !== 'CustomSql') continue;
    for (const { value } of parameters) names.set(value, await queryNames(session, value, aliases));
  }
  return names;
}

/**
 * Whether a rule's verdict may change where the values or types of these columns do, and nothing else: then it must be
 * judged again, and else it need not. In doubt it may.
 */
export function mayChange(node: RuleNode, columns: readonly string[], queries: NamesInQueries): boolean {
  return leavesOf(node).some((rule) => reads(rule, columns, queries));
}

function reads({ type, parameters, where }: Rule, columns: readonly string[], queries: NamesInQueries): boolean {
  if (type === 'CustomSql') {
    const names = parameters.map(({ value }) => queries.get(value));
    return columns.some((column) => names.some((some) => some === undefined || some.has(column.toLowerCase())));
  }
  if (where !== undefined && (READS_ALL.test(where) || mentions(where, columns))) return true;
  if (READS_NO_VALUES.has(type)) return false;
  if (!READS_ITS_PARAMETERS.has(type) || parameters.length === 0) return true;
  return parameters.some(({ value }) => mentions(value, columns));
}

/** SQL may read columns without a name: `*`, `columns('a.*')`, by position, or as a row of the table; or in a query. */
const READS_ALL = /[*#]|\bcolumns\b|\bprimary\b|\bselect\b|\bfrom\b/i;

const READS_NO_VALUES: ReadonlySet<string> = new Set([
  'ColumnCount',
  'ColumnExists',
  'ColumnNamesMatchPattern',
  'FileFreshness',
  'FileMatch',
  'FileSize',
  'FileUniqueness',
  'RowCount',
]);

/** Rules on the columns that their parameters name. */
const READS_ITS_PARAMETERS: ReadonlySet<string> = new Set([
  'ColumnCorrelation',
  'ColumnDataType',
  'ColumnLength',
  'ColumnValues',
  'Completeness',
  'DataFreshness',
  'DistinctValuesCount',
  'DuplicateRowCount',
  'Entropy',
  'InterquartileRange',
  'IsComplete',
  'IsPrimaryKey',
  'IsUnique',
  'Kurtosis',
  'Mean',
  'Range',
  'ReferentialIntegrity',
  'Skewness',
  'StandardDeviation',
  'Sum',
  'UniqueValueRatio',
  'Uniqueness',
  'Variance',
  'ZerosCount',
]);

/** Whether the name of one of the columns stands in a text, as a word, in any case, quoted or not. */
function mentions(text: string, columns: readonly string[]): boolean {
  const plain = withoutQuotes(text);
  return columns.some((column) => {
    const name = withoutQuotes(column).replaceAll(/[^\w\s]/g, String.raw`\$&`);
    return new RegExp(`(?<!\\w)${name}(?!\\w)`, 'i').test(plain);
  });
}

function withoutQuotes(text: string): string {
  return text.replaceAll(/["`\\]/g, '');
}
