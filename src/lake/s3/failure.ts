import { messageOf, UserError, userError } from '../../core/errors.ts';
import type { S3Connection } from './connection.ts';

/** What a request was about: told to the user when it fails. */
export interface Place {
  readonly bucket: string;
  readonly key?: string;
}

interface Advice {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly exitCode?: 2;
}

const UNREACHABLE: Advice = {
  code: 'LAKE_UNREACHABLE',
  message: 'the S3 endpoint does not answer',
  hint: 'Is it running, and is its address right? What was there before is unharmed: run again when it answers.',
};
const DENIED: Advice = {
  code: 'LAKE_ACCESS_DENIED',
  message: 'access denied',
  hint: 'Is the bucket yours, and do the credentials allow this? Bucket names are shared by everybody on AWS.',
};
const CREDENTIALS: Advice = {
  code: 'LAKE_CREDENTIALS',
  message: 'the AWS credentials are not accepted',
  hint: 'Look at AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in again (`aws sso login`).',
};
const NO_BUCKET: Advice = {
  code: 'LAKE_BUCKET_MISSING',
  message: 'there is no such bucket',
  hint: 'Make the buckets with: glue-replay lake init',
};
const REGION: Advice = {
  code: 'LAKE_WRONG_REGION',
  message: 'the bucket is in another region',
  hint: 'Set AWS_REGION to the region of the bucket.',
  exitCode: 2,
};
const BUSY: Advice = {
  code: 'LAKE_THROTTLED',
  message: 'the endpoint goes on asking for fewer requests',
  hint: 'Run again later: what was there before is unharmed.',
};
const SKEWED: Advice = {
  code: 'LAKE_CLOCK_SKEW',
  message: "this machine's clock and that of the endpoint are too far apart",
  hint: 'Set the clock of this machine.',
};

const CHANGED: Advice = {
  code: 'LAKE_OBJECT_DAMAGED',
  message: 'what was sent comes changed to the endpoint, however often it is sent',
  hint: 'Something between here and the endpoint changes what is sent. Nothing of it was stored.',
};

/** By the name of the SDK's error: the code that S3 answers (S3 API reference, "Error responses"), or Node's own. */
const ADVICE: Readonly<Record<string, Advice>> = {
  NoSuchBucket: NO_BUCKET,
  AccessDenied: DENIED,
  AllAccessDisabled: DENIED,
  Forbidden: DENIED,
  403: DENIED,
  InvalidAccessKeyId: CREDENTIALS,
  SignatureDoesNotMatch: CREDENTIALS,
  InvalidToken: CREDENTIALS,
  TokenRefreshRequired: CREDENTIALS,
  ExpiredToken: { ...CREDENTIALS, message: 'the AWS credentials have expired' },
  ExpiredTokenException: { ...CREDENTIALS, message: 'the AWS credentials have expired' },
  CredentialsProviderError: { ...CREDENTIALS, message: 'no AWS credentials were found', exitCode: 2 },
  TokenProviderError: { ...CREDENTIALS, message: 'no AWS credentials were found', exitCode: 2 },
  PermanentRedirect: REGION,
  AuthorizationHeaderMalformed: REGION,
  IllegalLocationConstraintException: REGION,
  301: REGION,
  RequestTimeTooSkewed: SKEWED,
  BadDigest: CHANGED,
  XAmzContentSHA256Mismatch: CHANGED,
  SlowDown: BUSY,
  ServiceUnavailable: BUSY,
  ThrottlingException: BUSY,
  TooManyRequestsException: BUSY,
  503: BUSY,
  InvalidObjectState: {
    code: 'LAKE_OBJECT_ARCHIVED',
    message: 'the object was moved to an archive and cannot be read',
    hint: 'Restore it (`aws s3api restore-object`), and see the lifecycle policy of the bucket.',
  },
  TimeoutError: UNREACHABLE,
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EPIPE: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  ObjectReplaced: {
    code: 'LAKE_OBJECT_REPLACED',
    message: 'the object was replaced while it was read',
    hint: 'Is another program writing it? Run again when it is done.',
  },
  BodyBroken: {
    ...UNREACHABLE,
    code: 'LAKE_READ_BROKEN',
    message: 'the connection broke again and again while an object was read',
  },
};

/** An error in the middle of a body: the answer had begun well. */
export class BodyBroken extends Error {
  override readonly name = 'BodyBroken';
}

/** The names by which an error is known: the SDK's, Node's code, the status of the answer. */
export function namesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  const status: unknown =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined;
  return ['name' in error && error.name, 'Code' in error && error.Code, 'code' in error && error.code, status]
    .filter((name) => typeof name === 'string' || typeof name === 'number')
    .map(String);
}

/** Whether S3 answered by one of these names or HTTP statuses. */
export function isAnswer(error: unknown, ...names: readonly string[]): boolean {
  return namesOf(error).some((name) => names.includes(name));
}

/**
 * What a user is told when a request fails for good: a `UserError` that names bucket and key, exit code 3 where it is
 * the endpoint that failed. A `UserError` is given back as it is, and so is a stop from outside, or a bug of ours.
 */
export function s3Failure(
  error: unknown,
  { bucket, key }: Place,
  { endpoint, region }: Pick<S3Connection, 'endpoint' | 'region'>,
): unknown {
  if (error instanceof UserError) return error;
  const names = namesOf(error);
  if (names.includes('AbortError')) return error;
  const known = names.map((name) => ADVICE[name]).find((advice) => advice !== undefined);
  if (!known && !(error instanceof Error && '$metadata' in error)) return error;
  const server = names.some((name) => /^5\d\d$/.test(name));
  const at = endpoint ?? `AWS, region ${region}`;
  const { exitCode = 3, ...advice } = known ?? {
    code: 'LAKE_ENDPOINT_FAILED',
    message: server ? 'the S3 endpoint fails again and again' : 'the S3 endpoint refused a request',
    hint: 'What was there before is unharmed: run again when the endpoint is well.',
  };
  const said = [...new Set([...names.slice(0, 2), firstLine(messageOf(error))])]
    .filter((text) => text !== '')
    .join(': ');
  return userError(
    { ...advice, file: `s3://${bucket}${key === undefined ? '' : `/${key}`}`, found: `${said} (${at})` },
    { exitCode, cause: error },
  );
}

/** Does what asks the endpoint, and tells its failures by {@link s3Failure}. */
export async function guardS3<T>(connection: S3Connection, place: Place, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw s3Failure(error, place, connection);
  }
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 200);
}
