import { interquartileRange } from '../analyzers/spread.ts';
import { columnMetricRule } from './column-metric-rule.ts';

/** `InterquartileRange "amount" < 10`: third less first quartile. */
export const interquartileRangeRule = columnMetricRule('InterquartileRange', interquartileRange);
