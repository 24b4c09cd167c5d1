import { skewness } from '../analyzers/shape.ts';
import { columnMetricRule } from './column-metric-rule.ts';

/** `Skewness "amount" between -1 and 1`: of the population. */
export const skewnessRule = columnMetricRule('Skewness', skewness);
