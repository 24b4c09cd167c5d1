import { notSupported } from '../refusal.ts';
import { parameterOf } from './build.ts';
import { dateValues } from './column-values/dates.ts';
import { numberValues } from './column-values/numbers.ts';
import { patternValues } from './column-values/patterns.ts';
import { textValues } from './column-values/texts.ts';
import { maximum, maximumLength, minimum, minimumLength } from '../analyzers/extremes.ts';
import { isNumeric } from '../column-type.ts';
import { findColumn } from '../dataset.ts';
import type { RuleType } from './rule-type.ts';

/** `ColumnValues "amount" > 0`, `… in ["a", NULL]`, `… matches "[A-Z]+"`, `… > (now() - 3 days)`. */
export const columnValuesRule: RuleType = {
  name: 'ColumnValues',
  prepare(rule, dataset) {
    const subject = { rule, name: parameterOf(rule), dataset };
    switch (rule.condition?.kind) {
      case 'number':
        return numberValues(subject, rule.condition);
      case 'string':
        return ['matches', 'not matches'].includes(rule.condition.operator)
          ? patternValues(subject, rule.condition)
          : textValues(subject, rule.condition);
      case 'date':
        return dateValues(subject, rule.condition);
      default:
        return notSupported('Unsupported condition type for ColumnValues rule.');
    }
  },
  analyze: ([name = ''], dataset) => {
    const column = findColumn(dataset.primary, name);
    const scope = { dataset, where: undefined };
    return column === undefined || isNumeric(column.type)
      ? [minimum(name, scope), maximum(name, scope)]
      : [minimumLength(name, scope), maximumLength(name, scope)];
  },
};
