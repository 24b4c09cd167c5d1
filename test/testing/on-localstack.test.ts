import { afterAll, beforeAll, vi } from 'vitest';
import { describeScenarios } from '../../src/testing/index.ts';
import { describeService } from '../services.ts';

describeService('localstack', 'scenarios on LocalStack', (url) => {
  beforeAll(() => void vi.stubEnv('AWS_ENDPOINT_URL', url));
  afterAll(() => void vi.unstubAllEnvs());
  describeScenarios('scenarios/quickstart', { lake: 'localstack' });
});
