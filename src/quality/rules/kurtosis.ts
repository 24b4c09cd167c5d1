import { kurtosis } from '../analyzers/shape.ts';
import { columnMetricRule } from './column-metric-rule.ts';

/** `Kurtosis "amount" < 3`: of the population, less the 3 of the normal distribution. */
export const kurtosisRule = columnMetricRule('Kurtosis', kurtosis);
