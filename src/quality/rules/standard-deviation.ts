import { standardDeviation } from '../analyzers/moments.ts';
import { columnMetricRule } from './column-metric-rule.ts';

/** `StandardDeviation "amount" < 3`: of the population, not of a sample. */
export const standardDeviationRule = columnMetricRule('StandardDeviation', standardDeviation);
