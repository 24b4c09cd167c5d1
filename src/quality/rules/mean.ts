import { mean } from '../analyzers/moments.ts';
import { columnMetricRule } from './column-metric-rule.ts';

/** `Mean "amount" between 10 and 20`: arithmetic mean of the values that are not NULL. */
export const meanRule = columnMetricRule('Mean', mean);
