export { describeScenarios, type DescribeScenariosOptions } from './describe-scenarios.ts';
export { glueReplayMatchers, type GlueReplayMatchers } from './matchers.ts';
