import { describeScenarios } from '../src/testing/index.ts';

// A test for each expectation of the shipped scenarios.
describeScenarios('scenarios');
