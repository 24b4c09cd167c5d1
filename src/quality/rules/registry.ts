import { aggregateMatchRule } from './aggregate-match.ts';
import { columnCorrelationRule } from './column-correlation.ts';
import { columnCountRule } from './column-count.ts';
import { columnDataTypeRule } from './column-data-type.ts';
import { columnExistsRule } from './column-exists.ts';
import { columnLengthRule } from './column-length.ts';
import { columnNamesMatchPatternRule } from './column-names-match-pattern.ts';
import { columnValuesRule } from './column-values.ts';
import { completenessRule } from './completeness.ts';
import { customSqlRule } from './custom-sql.ts';
import { dataFreshnessRule } from './data-freshness.ts';
import { datasetMatchRule } from './dataset-match.ts';
import { distinctValuesCountRule } from './distinct-values-count.ts';
import { duplicateRowCountRule } from './duplicate-row-count.ts';
import { entropyRule } from './entropy.ts';
import { fileFreshnessRule } from './file-freshness.ts';
import { fileMatchRule } from './file-match.ts';
import { fileSizeRule } from './file-size.ts';
import { fileUniquenessRule } from './file-uniqueness.ts';
import { interquartileRangeRule } from './interquartile-range.ts';
import { isCompleteRule } from './is-complete.ts';
import { isPrimaryKeyRule } from './is-primary-key.ts';
import { isUniqueRule } from './is-unique.ts';
import { kurtosisRule } from './kurtosis.ts';
import { meanRule } from './mean.ts';
import { rangeRule } from './range.ts';
import { referentialIntegrityRule } from './referential-integrity.ts';
import { rowCountMatchRule } from './row-count-match.ts';
import { rowCountRule } from './row-count.ts';
import type { RuleType } from './rule-type.ts';
import { schemaMatchRule } from './schema-match.ts';
import { skewnessRule } from './skewness.ts';
import { standardDeviationRule } from './standard-deviation.ts';
import { sumRule } from './sum.ts';
import { uniqueValueRatioRule } from './unique-value-ratio.ts';
import { uniquenessRule } from './uniqueness.ts';
import { varianceRule } from './variance.ts';
import { zerosCountRule } from './zeros-count.ts';

/** The rule types that are evaluated: a new one is a file and a line here. */
const TYPES: readonly RuleType[] = [
  aggregateMatchRule,
  columnCorrelationRule,
  columnCountRule,
  columnDataTypeRule,
  columnExistsRule,
  columnLengthRule,
  columnNamesMatchPatternRule,
  columnValuesRule,
  completenessRule,
  customSqlRule,
  dataFreshnessRule,
  datasetMatchRule,
  distinctValuesCountRule,
  duplicateRowCountRule,
  entropyRule,
  fileFreshnessRule,
  fileMatchRule,
  fileSizeRule,
  fileUniquenessRule,
  interquartileRangeRule,
  isCompleteRule,
  isPrimaryKeyRule,
  isUniqueRule,
  kurtosisRule,
  meanRule,
  rangeRule,
  referentialIntegrityRule,
  rowCountRule,
  rowCountMatchRule,
  schemaMatchRule,
  skewnessRule,
  standardDeviationRule,
  sumRule,
  uniqueValueRatioRule,
  uniquenessRule,
  varianceRule,
  zerosCountRule,
];

export const ruleTypes: ReadonlyMap<string, RuleType> = new Map(TYPES.map((type) => [type.name, type]));
