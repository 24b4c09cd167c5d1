import { allStatistics } from './all-statistics.ts';
import type { AnalyzerType } from './analyzer-type.ts';
import { distributionType } from './distribution.ts';

/** The types that are analyzers only: a new one is a file and a line here. */
const TYPES: readonly AnalyzerType[] = [allStatistics, distributionType];

export const analyzerTypes: ReadonlyMap<string, AnalyzerType> = new Map(TYPES.map((type) => [type.name, type]));
