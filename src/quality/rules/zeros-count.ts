import { zerosCount } from '../analyzers/counts.ts';
import { countConstraint } from './build.ts';
import { columnMetricRule } from './column-metric-rule.ts';

/** `ZerosCount "amount" = 0`: values that are 0. */
export const zerosCountRule = columnMetricRule('ZerosCount', zerosCount, countConstraint);
