import { sum } from '../analyzers/moments.ts';
import { columnMetricRule } from './column-metric-rule.ts';

/** `Sum "amount" > 1000`: of the values that are not NULL. */
export const sumRule = columnMetricRule('Sum', sum);
