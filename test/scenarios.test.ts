import { describeScenarios } from '../src/testing/index.ts';

describeScenarios('scenarios');
