import { testStoreContract } from '../store-contract.ts';
import { describeAt, describeInProcess, s3Store } from './s3-fixture.ts';

describeInProcess('S3 in this process', (bucket) => {
  testStoreContract('a bucket', () => s3Store(bucket()), ['key order', 'conditional writes']);
});

describeAt('localstack', 'LocalStack', (bucket) => {
  testStoreContract('a bucket', () => s3Store(bucket()));
});

describeAt('moto', 'moto', (bucket) => {
  testStoreContract('a bucket', () => s3Store(bucket()));
});
