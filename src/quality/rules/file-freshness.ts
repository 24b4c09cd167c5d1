import type { FilesRequest } from '../analyzers/request.ts';
import { momentValue } from '../conditions/moment-value.ts';
import { compare } from '../conditions/number-test.ts';
import { isRefusal, notSupported } from '../refusal.ts';
import { eachFileRule } from './files/each-file.ts';
import { fileTags } from './files/file-tags.ts';
import type { RuleType } from './rule-type.ts';

/**
 * `FileFreshness "in/orders/" > (now() - 24 hours)`: the moment at which each file was last modified meets the condition;
 * `"9:30 AM"` is a time of today, `"2024-01-01"` a day's beginning. `between` leaves out both ends.
 */
export const fileFreshnessRule: RuleType = {
  name: 'FileFreshness',
  prepare(rule, dataset) {
    const tags = fileTags(rule);
    if (isRefusal(tags)) return tags;
    const { condition } = rule;
    if (condition?.kind !== 'date') return notSupported('FileFreshness rule needs a date condition.');
    const operands: number[] = [];
    for (const operand of condition.operands) {
      const moment = momentValue(operand, { clock: dataset.clock, zone: tags.timeZone });
      if (typeof moment !== 'number') return moment;
      operands.push(moment);
    }
    const path = rule.parameters[0]?.value;
    const files: FilesRequest = { kind: 'files', path, filters: tags.filters, hash: undefined };
    return eachFileRule(rule, files, {
      metric: 'FileFreshness',
      failFast: tags.failFast,
      passes: ({ modified }) => compare(condition.operator, modified, operands),
      describe: ({ modified }) => `was modified at ${new Date(modified).toISOString()}`,
      shows: [],
    });
  },
  analyze: undefined,
};
