import { notSupported } from '../refusal.ts';
import { parameterOf } from './build.ts';
import { dateValues } from './column-values/dates.ts';
import { numberValues } from './column-values/numbers.ts';
import { patternValues } from './column-values/patterns.ts';
import { textValues } from './column-values/texts.ts';
import { maximum, minimum } from '../analyzers/extremes.ts';
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
  analyze: ([name = ''], dataset) => [
    minimum(name, { dataset, where: undefined }),
    maximum(name, { dataset, where: undefined }),
  ],
};
