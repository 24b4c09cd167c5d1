import { messageOf, UserError, userError, type FailureExitCode } from './errors.ts';

/** What a user is told of a failure of an AWS service or of one that stands in for it. */
export interface AwsAdvice {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** Default 3. */
  readonly exitCode?: FailureExitCode;
}

/** Advice by the name of an error: what the service answers, or Node's own. */
export type AwsAdviceTable = Readonly<Record<string, AwsAdvice>>;

/** The service was not reached, or its answer did not come. */
export const UNREACHABLE_ERRORS = [
  'TimeoutError',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
] as const;

/** The certificate of the service is not one that is trusted (Node.js TLS, "X509 certificate error codes"). */
export const UNTRUSTED_ERRORS = [
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
] as const;

/** The SDK found no credentials. */
export const NO_CREDENTIALS_ERRORS = ['CredentialsProviderError', 'TokenProviderError'] as const;
export const EXPIRED_ERRORS = ['ExpiredToken', 'ExpiredTokenException'] as const;
/** The service does not take the credentials (AWS: "Common errors" of each API reference). */
export const BAD_CREDENTIALS_ERRORS = [
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidToken',
  'SignatureDoesNotMatch',
  'TokenRefreshRequired',
  'UnrecognizedClientException',
] as const;

export const CREDENTIALS_HINT =
  'Look at AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in again (`aws sso login`).';

/** The same advice for several names. */
export function adviceFor(names: readonly string[], advice: AwsAdvice): AwsAdviceTable {
  return Object.fromEntries(names.map((name) => [name, advice]));
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

/** Whether a service answered by one of these names or HTTP statuses. */
export function isAnswer(error: unknown, ...names: readonly string[]): boolean {
  return namesOf(error).some((name) => names.includes(name));
}

/**
 * A `UserError` of a request that failed for good. What is one already is given back as it is, and so is a stop from
 * outside, and what is neither in the table nor of the SDK: a bug of ours.
 *
 * @param otherwise for an answer that is not in the table.
 * @param at the endpoint or region that was asked.
 */
export function awsFailure(
  error: unknown,
  { table, otherwise, file, at }: { table: AwsAdviceTable; otherwise: AwsAdvice; file: string; at: string },
): unknown {
  const names = namesOf(error);
  if (error instanceof UserError || names.includes('AbortError')) return error;
  const known = names.map((name) => table[name]).find((advice) => advice !== undefined);
  if (!known && !(error instanceof Error && '$metadata' in error)) return error;
  const { exitCode = 3, ...advice } = known ?? otherwise;
  const said = [...new Set([...names.slice(0, 2), firstLine(messageOf(error))])].filter((text) => text !== '');
  return userError({ ...advice, file, found: `${said.join(': ')} (${at})` }, { exitCode, cause: error });
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 200);
}
