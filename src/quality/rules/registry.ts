import { columnCountRule } from './column-count.ts';
import { columnExistsRule } from './column-exists.ts';
import { columnLengthRule } from './column-length.ts';
import { columnValuesRule } from './column-values.ts';
import { completenessRule } from './completeness.ts';
import { customSqlRule } from './custom-sql.ts';
import { distinctValuesCountRule } from './distinct-values-count.ts';
import { isCompleteRule } from './is-complete.ts';
import { isPrimaryKeyRule } from './is-primary-key.ts';
import { isUniqueRule } from './is-unique.ts';
import { meanRule } from './mean.ts';
import { rowCountRule } from './row-count.ts';
import type { RuleType } from './rule-type.ts';
import { standardDeviationRule } from './standard-deviation.ts';
import { sumRule } from './sum.ts';
import { uniqueValueRatioRule } from './unique-value-ratio.ts';
import { uniquenessRule } from './uniqueness.ts';

/** The rule types that are evaluated: a new one is a file and a line here. */
const TYPES: readonly RuleType[] = [
  columnCountRule,
  columnExistsRule,
  columnLengthRule,
  columnValuesRule,
  completenessRule,
  customSqlRule,
  distinctValuesCountRule,
  isCompleteRule,
  isPrimaryKeyRule,
  isUniqueRule,
  meanRule,
  rowCountRule,
  standardDeviationRule,
  sumRule,
  uniqueValueRatioRule,
  uniquenessRule,
];

export const ruleTypes: ReadonlyMap<string, RuleType> = new Map(TYPES.map((type) => [type.name, type]));
