import { variance } from '../analyzers/moments.ts';
import { columnMetricRule } from './column-metric-rule.ts';

/** `Variance "amount" < 9`: of the population, not of a sample. */
export const varianceRule = columnMetricRule('Variance', variance);
