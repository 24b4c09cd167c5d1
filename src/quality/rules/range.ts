import { range } from '../analyzers/spread.ts';
import { columnMetricRule } from './column-metric-rule.ts';

/** `Range "amount" <= 100`: largest less smallest value. */
export const rangeRule = columnMetricRule('Range', range);
