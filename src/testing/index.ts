export { rows, type RowsOptions } from '../generators/unit/rows.ts';
export { table } from '../generators/unit/table.ts';
export { describeScenarios, type DescribeScenariosOptions } from './describe-scenarios.ts';
export { glueReplayMatchers, type GlueReplayMatchers } from './matchers.ts';
export type { TableOptions } from './matchers/table-options.ts';
export { queryLake } from './query-lake.ts';
export { writeRows } from './write-rows.ts';
