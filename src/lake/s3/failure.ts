import {
  adviceFor,
  awsFailure,
  BAD_CREDENTIALS_ERRORS,
  CREDENTIALS_HINT,
  EXPIRED_ERRORS,
  isAnswer,
  NO_CREDENTIALS_ERRORS,
  UNREACHABLE_ERRORS,
  UNTRUSTED_ERRORS,
  type AwsAdvice,
  type AwsAdviceTable,
} from '../../core/aws-failure.ts';
import type { S3Connection } from './connection.ts';

/** What a request was about: told to the user when it fails. */
export interface Place {
  readonly bucket: string;
  readonly key?: string;
}

const UNREACHABLE: AwsAdvice = {
  code: 'LAKE_UNREACHABLE',
  message: 'the S3 endpoint does not answer',
  hint: 'Is it running, and is its address right? What was there before is unharmed: run again when it answers.',
};
const UNTRUSTED: AwsAdvice = {
  code: 'LAKE_UNTRUSTED',
  message: 'the certificate of the S3 endpoint is not trusted',
  hint: 'Name the certificates to trust, a PEM file, in AWS_CA_BUNDLE.',
  exitCode: 2,
};
const DENIED: AwsAdvice = {
  code: 'LAKE_ACCESS_DENIED',
  message: 'access denied',
  hint: 'Is the bucket yours, and do the credentials allow this? Bucket names are shared by everybody on AWS.',
};
const CREDENTIALS: AwsAdvice = {
  code: 'LAKE_CREDENTIALS',
  message: 'the AWS credentials are not accepted',
  hint: CREDENTIALS_HINT,
};
const NO_BUCKET: AwsAdvice = {
  code: 'LAKE_BUCKET_MISSING',
  message: 'there is no such bucket',
  hint: 'Make the buckets with: glue-replay lake init',
};
const REGION: AwsAdvice = {
  code: 'LAKE_WRONG_REGION',
  message: 'the bucket is in another region',
  hint: 'Set AWS_REGION to the region of the bucket.',
  exitCode: 2,
};
const BUSY: AwsAdvice = {
  code: 'LAKE_THROTTLED',
  message: 'the endpoint goes on asking for fewer requests',
  hint: 'Run again later: what was there before is unharmed.',
};
const SKEWED: AwsAdvice = {
  code: 'LAKE_CLOCK_SKEW',
  message: "this machine's clock and that of the endpoint are too far apart",
  hint: 'Set the clock of this machine.',
};

const CHANGED: AwsAdvice = {
  code: 'LAKE_OBJECT_DAMAGED',
  message: 'what was sent comes changed to the endpoint, however often it is sent',
  hint: 'Something between here and the endpoint changes what is sent. Nothing of it was stored.',
};

const ARCHIVED: AwsAdvice = {
  code: 'LAKE_OBJECT_ARCHIVED',
  message: 'the object was moved to an archive and cannot be read',
  hint: 'Restore it (`aws s3api restore-object`), and see the lifecycle policy of the bucket.',
};
const REPLACED: AwsAdvice = {
  code: 'LAKE_OBJECT_REPLACED',
  message: 'the object was replaced while it was read',
  hint: 'Is another program writing it? Run again when it is done.',
};
const BROKEN: AwsAdvice = {
  code: 'LAKE_READ_BROKEN',
  message: 'the connection broke again and again while an object was read',
  hint: UNREACHABLE.hint,
};
const OTHER: AwsAdvice = {
  code: 'LAKE_ENDPOINT_FAILED',
  message: 'the S3 endpoint refused a request',
  hint: 'What was there before is unharmed: run again when the endpoint is well.',
};

/** Error codes of the S3 API reference, "Error responses". */
const ADVICE: AwsAdviceTable = {
  ...adviceFor(UNREACHABLE_ERRORS, UNREACHABLE),
  ...adviceFor(UNTRUSTED_ERRORS, UNTRUSTED),
  ...adviceFor(BAD_CREDENTIALS_ERRORS, CREDENTIALS),
  ...adviceFor(EXPIRED_ERRORS, { ...CREDENTIALS, message: 'the AWS credentials have expired' }),
  ...adviceFor(NO_CREDENTIALS_ERRORS, { ...CREDENTIALS, message: 'no AWS credentials were found', exitCode: 2 }),
  ...adviceFor(['AccessDenied', 'AllAccessDisabled', 'Forbidden', '403'], DENIED),
  ...adviceFor(
    ['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException', '301'],
    REGION,
  ),
  ...adviceFor(['SlowDown', 'ServiceUnavailable', 'ThrottlingException', 'TooManyRequestsException', '503'], BUSY),
  ...adviceFor(['BadDigest', 'XAmzContentSHA256Mismatch'], CHANGED),
  NoSuchBucket: NO_BUCKET,
  RequestTimeTooSkewed: SKEWED,
  InvalidObjectState: ARCHIVED,
  ObjectReplaced: REPLACED,
  BodyBroken: BROKEN,
};

/** An error in the middle of a body: the answer had begun well. */
export class BodyBroken extends Error {
  override readonly name = 'BodyBroken';
}

/**
 * What a user is told when a request fails for good: a `UserError` that names bucket and key, exit code 3 where it is
 * the endpoint that failed. See {@link awsFailure} for what is given back as it is.
 */
export function s3Failure(
  error: unknown,
  { bucket, key }: Place,
  { endpoint, region }: Pick<S3Connection, 'endpoint' | 'region'>,
): unknown {
  return awsFailure(error, {
    table: ADVICE,
    otherwise: isAnswer(error, '500', '502', '504')
      ? { ...OTHER, message: 'the S3 endpoint fails again and again' }
      : OTHER,
    file: `s3://${bucket}${key === undefined ? '' : `/${key}`}`,
    at: endpoint ?? `AWS, region ${region}`,
  });
}

/** Does what asks the endpoint, and tells its failures by {@link s3Failure}. */
export async function guardS3<T>(connection: S3Connection, place: Place, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw s3Failure(error, place, connection);
  }
}
