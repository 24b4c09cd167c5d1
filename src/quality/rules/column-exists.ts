import { known } from '../analyzers/counts.ts';
import { isOne } from '../conditions/number-test.ts';
import { constraint, parameterOf } from './build.ts';
import type { RuleType } from './rule-type.ts';

/** `ColumnExists "id"`: the only rule for which the case of the name counts. */
export const columnExistsRule: RuleType = {
  name: 'ColumnExists',
  prepare(rule, { primary }) {
    const name = parameterOf(rule);
    const exists = primary.columns.some((column) => column.name === name);
    const metric = known(`Dataset.${name}.ColumnExists`, exists ? 1 : 0);
    return { columns: [name], constraints: [constraint(metric, isOne)], shows: [metric], row: undefined };
  },
  analyze: undefined,
};
