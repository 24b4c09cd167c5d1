import { runBenches } from '../run-benches.ts';
import { removeMadeBuckets } from './buckets.ts';
import { retailDailyOnS3 } from './retail-daily.ts';
import { fiveGigabytes, oneGigabyteDown, oneGigabyteUp } from './transfers.ts';
import { validateTenThousand } from './validate.ts';

/**
 * `npm run bench:s3 -- [NAME…] [--json FILE]`: at the endpoint of AWS_ENDPOINT_URL, which must be LocalStack or another
 * that may be filled; beside the AWS command line (`aws`, or what AWS_CLI names).
 */
if (process.env['AWS_ENDPOINT_URL'] === undefined) {
  console.error('AWS_ENDPOINT_URL is not set: eval "$(.ci/services.sh)" starts LocalStack');
  process.exitCode = 2;
} else {
  try {
    await runBenches([retailDailyOnS3, validateTenThousand, oneGigabyteUp, oneGigabyteDown, fiveGigabytes]);
  } finally {
    await removeMadeBuckets();
  }
}
