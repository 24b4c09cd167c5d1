import { afterAll, beforeAll } from 'vitest';
import { describeService } from '../../services.ts';
import { testStoreContract } from '../store-contract.ts';
import { makeBucket, s3Store, startS3, type TestBucket } from './s3-fixture.ts';

let inProcess: TestBucket;
let server: Awaited<ReturnType<typeof startS3>>;

beforeAll(async () => {
  server = await startS3();
  inProcess = await makeBucket(server.address);
});
afterAll(() => server.stop());

testStoreContract('S3 in this process', () => s3Store(inProcess), ['key order', 'conditional writes']);

describeService('localstack', 'LocalStack', (endpoint) => {
  let bucket: TestBucket;
  beforeAll(async () => {
    bucket = await makeBucket(endpoint);
  });
  testStoreContract('LocalStack', () => s3Store(bucket));
});

describeService('moto', 'moto', (endpoint) => {
  let bucket: TestBucket;
  beforeAll(async () => {
    bucket = await makeBucket(endpoint);
  });
  testStoreContract('moto', () => s3Store(bucket));
});
