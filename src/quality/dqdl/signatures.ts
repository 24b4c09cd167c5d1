import type { Form, ParameterSpec, Signature } from './signature.ts';

const COLUMN: ParameterSpec = { name: 'column', kind: 'column' };
const ALIAS: ParameterSpec = { name: 'reference alias', kind: 'alias' };
const PATH: ParameterSpec = { name: 'path', kind: 'path' };

/** The open parser takes these as analyzers, too; the AWS Glue guide does not. */
const RULES_ONLY: ReadonlySet<string> = new Set([
  'AggregateMatch',
  'ColumnDataType',
  'DataFreshness',
  'DatasetMatch',
  'FileFreshness',
  'FileMatch',
  'FileSize',
  'FileUniqueness',
  'ReferentialIntegrity',
  'RowCountMatch',
  'SchemaMatch',
]);

/**
 * Every type of rule and analyzer, one entry each, by its name, which is case-sensitive. Source: the rule table of AWS's
 * open parser (dqdl master, 1.0.5 for Range, 1.0.6 for DuplicateRowCount), Deequ 2.1.0, and the AWS Glue guide for
 * Distribution. docs/dqdl-language.md shows it as a table.
 */
export const SIGNATURES: ReadonlyMap<string, Signature> = new Map(
  [
    signature('RowCount', [form([])], { where: true }),
    signature('ColumnCount', [form([])]),
    signature('RowCountMatch', [form([ALIAS])]),
    signature('SchemaMatch', [form([ALIAS])]),

    signature('Completeness', [form([COLUMN], { excludedInComposite: 'always' })], { where: true }),
    signature('IsComplete', [form([COLUMN], { returns: ['boolean'] })], { where: true }),
    signature('Uniqueness', [form([COLUMN], { repeats: true, excludedInComposite: 'always' })], { where: true }),
    signature('IsUnique', [form([COLUMN], { repeats: true, returns: ['boolean'] })], { where: true }),
    signature('IsPrimaryKey', [form([COLUMN], { repeats: true, returns: ['boolean'] })], { where: true }),
    signature('UniqueValueRatio', [form([COLUMN])], { where: true }),
    signature('DistinctValuesCount', [form([COLUMN])], { where: true }),
    signature('DuplicateRowCount', [form([COLUMN], { repeats: true, optional: true })], { where: true }),
    signature('Entropy', [form([COLUMN])], { where: true, whereIgnored: true }),

    signature('Mean', [form([COLUMN])], { where: true }),
    signature('Sum', [form([COLUMN])], { where: true }),
    signature('StandardDeviation', [form([COLUMN])], { where: true }),
    signature('Variance', [form([COLUMN])], { where: true }),
    signature('Range', [form([COLUMN])], { where: true }),
    signature('ZerosCount', [form([COLUMN])], { where: true, source: 'deequ' }),
    signature('InterquartileRange', [form([COLUMN])], { where: true, source: 'deequ' }),
    signature('Skewness', [form([COLUMN])], { where: true, source: 'deequ' }),
    signature('Kurtosis', [form([COLUMN])], { where: true, source: 'deequ' }),
    signature('ColumnLength', [form([COLUMN])], { where: true }),
    signature('ColumnCorrelation', [form([COLUMN, { name: 'other column', kind: 'column' }])], { where: true }),

    signature('ColumnDataType', [form([COLUMN], { returns: ['string'], excludedInComposite: 'with threshold' })], {
      where: true,
      threshold: true,
    }),
    signature(
      'ColumnValues',
      [form([COLUMN], { returns: ['string', 'number', 'date'], excludedInComposite: 'with threshold' })],
      { where: true, threshold: true },
    ),
    signature('ColumnExists', [form([COLUMN], { returns: ['boolean'] })]),
    signature('ColumnNamesMatchPattern', [form([{ name: 'pattern', kind: 'pattern' }], { returns: ['boolean'] })]),
    signature('DataFreshness', [form([COLUMN], { returns: ['duration'] })], { where: true }),
    signature(
      'CustomSql',
      [form([{ name: 'SQL', kind: 'sql' }], { returns: ['number', 'boolean'], excludedInComposite: 'with threshold' })],
      { threshold: true },
    ),

    signature('ReferentialIntegrity', [
      form(
        [
          { name: 'columns', kind: 'columns' },
          { name: 'alias.{columns}', kind: 'columns' },
        ],
        { excludedInComposite: 'always' },
      ),
    ]),
    signature('DatasetMatch', [
      form([ALIAS, { name: 'key columns', kind: 'mapping' }], { excludedInComposite: 'always' }),
      form([ALIAS, { name: 'key columns', kind: 'mapping' }, { name: 'match columns', kind: 'mapping' }]),
    ]),
    signature('AggregateMatch', [
      form([
        { name: 'aggregate', kind: 'aggregate' },
        { name: 'other aggregate', kind: 'aggregate' },
      ]),
    ]),

    signature('DetectAnomalies', [form([{ name: 'metric', kind: 'metric' }], { repeats: true, returns: ['boolean'] })]),
    signature('AllStatistics', [form([COLUMN])], { analyzerOnly: true }),
    signature('Distribution', [form([COLUMN])], { analyzerOnly: true, source: 'guide' }),

    signature('FileMatch', [
      form([], { returns: ['string'] }),
      form([PATH], { returns: ['string'] }),
      form([PATH, { name: 'other path', kind: 'path' }], { returns: ['boolean'] }),
    ]),
    signature('FileUniqueness', [form([PATH], { optional: true })]),
    signature('FileFreshness', [form([PATH], { optional: true, returns: ['date'] })], { threshold: true }),
    signature('FileSize', [form([PATH], { optional: true, returns: ['size'] })], { threshold: true }),
  ].map((entry) => [entry.type, entry]),
);

function form(parameters: readonly ParameterSpec[], options: Partial<Omit<Form, 'parameters'>> = {}): Form {
  return { parameters, repeats: false, optional: false, returns: ['number'], excludedInComposite: 'never', ...options };
}

function signature(
  type: string,
  forms: readonly Form[],
  options: Partial<Omit<Signature, 'type' | 'forms'>> = {},
): Signature {
  return {
    type,
    forms,
    threshold: false,
    where: false,
    whereIgnored: false,
    analyzerOnly: false,
    analyzer: !RULES_ONLY.has(type),
    source: 'parser',
    ...options,
  };
}
