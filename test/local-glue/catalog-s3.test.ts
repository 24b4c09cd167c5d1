import { expect, onTestFinished, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { raw, sql } from '../../src/duckdb/sql.ts';
import { parseLakeUrl } from '../../src/lake/s3/address.ts';
import { removeBuckets } from '../../src/lake/s3/buckets/remove-buckets.ts';
import { openCatalog } from '../../src/local-glue/catalog.ts';
import { makeBucket, s3Store, startS3, type TestBucket } from '../lake/s3/s3-fixture.ts';
import { describeService } from '../services.ts';
import { commitRows } from './pruning/lake.ts';

const days = {
  rows: sql`select repeat('x', 100_000) || range as id, cast(date '2023-01-01' + cast(range as integer) as date) as day
    from range(31)`,
  partitionBy: ['day'],
};

test('from S3 in this process one object of 31 is downloaded for one day', async () => {
  const server = await startS3();
  try {
    await expectOneDownload(await makeBucket(server.address));
  } finally {
    await server.stop();
  }
});

describeService('localstack', 'from LocalStack', (url) => {
  test('one object of 31 is downloaded for one day', async () => {
    const place = await makeBucket(url);
    onTestFinished(() => removeBuckets(place.connection, parseLakeUrl(`s3://${place.bucket}`, { env: 'test' })));
    await expectOneDownload(place);
  });
});

async function expectOneDownload(place: TestBucket): Promise<void> {
  const address = parseLakeUrl(`s3://${place.bucket}/lake`, { env: 'test' });
  await using session = await openSession();
  await commitRows({ store: await s3Store(place, { address }), session }, 'days', days);

  const store = await s3Store(place, { address });
  await using reader = await openSession({ folders: store.localFolders });
  const catalog = await openCatalog(reader, store);
  await catalog.refresh('processed', 'days');
  const before = requestsOf(store);
  const query = `select id from processed.days where day = '2023-01-02'`;
  await catalog.bring(['processed.days'], { query, bindings: {} });
  expect(await reader.rows(raw(`select right(id, 2) as id from (${query})`))).toEqual([{ id: 'x1' }]);
  // One to see what it is, one for its bytes.
  expect(requestsOf(store) - before).toBe(2);
  await catalog.bring(['processed.days']);
  expect(requestsOf(store) - before).toBe(2 * 31);
}

function requestsOf({ remote }: { remote: { traffic(): { requests: number } } | null }): number {
  return remote?.traffic().requests ?? 0;
}
