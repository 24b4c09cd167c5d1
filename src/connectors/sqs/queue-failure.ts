import { messageOf, UserError, userError } from '../../core/errors.ts';
import { namesOf } from '../../lake/s3/failure.ts';

interface Advice {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const MISSING: Advice = {
  code: 'QUEUE_MISSING',
  message: 'there is no such queue',
  hint: 'Is its URL right, and is it still there? A queue that was deleted loses its messages.',
};
const DENIED: Advice = {
  code: 'QUEUE_ACCESS_DENIED',
  message: 'access to the queue is denied',
  hint: 'sqs:ReceiveMessage, DeleteMessage and GetQueueAttributes are needed, and SendMessage to the dead-letter queue.',
};
const CREDENTIALS: Advice = {
  code: 'QUEUE_ACCESS_DENIED',
  message: 'the AWS credentials are missing or not accepted',
  hint: 'Look at AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in again (`aws sso login`).',
};
const UNREACHABLE: Advice = {
  code: 'QUEUE_UNREACHABLE',
  message: 'the endpoint of the queue does not answer',
  hint: 'Is it running, and is its address right? Messages that were not deleted come again: start anew when it answers.',
};
const OTHER: Advice = {
  code: 'QUEUE_FAILED',
  message: 'the queue refused a request',
  hint: 'Messages that were not deleted come again.',
};

/** By the name of the SDK's error (Amazon SQS API reference, "Common errors"), or Node's own. */
const ADVICE: Readonly<Record<string, Advice>> = {
  QueueDoesNotExist: MISSING,
  'AWS.SimpleQueueService.NonExistentQueue': MISSING,
  QueueDeletedRecently: MISSING,
  AccessDenied: DENIED,
  AccessDeniedException: DENIED,
  CredentialsProviderError: CREDENTIALS,
  TokenProviderError: CREDENTIALS,
  ExpiredToken: CREDENTIALS,
  ExpiredTokenException: CREDENTIALS,
  InvalidClientTokenId: CREDENTIALS,
  UnrecognizedClientException: CREDENTIALS,
  SignatureDoesNotMatch: CREDENTIALS,
  403: DENIED,
  TimeoutError: UNREACHABLE,
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EPIPE: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
};

/** Does what asks a queue, and tells its failures as `UserError`s with exit code 3; an abort stays one. */
export async function guardQueue<T>(
  { queue, at }: { readonly queue: string; readonly at: string },
  action: () => Promise<T>,
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const names = namesOf(error);
    if (error instanceof UserError || names.includes('AbortError')) throw error;
    const advice = names.map((name) => ADVICE[name]).find((known) => known !== undefined) ?? OTHER;
    const said = [...new Set([...names.slice(0, 1), messageOf(error).split('\n')[0] ?? ''])].join(': ');
    throw userError({ ...advice, file: queue, found: `${said.slice(0, 300)} (${at})` }, { exitCode: 3, cause: error });
  }
}
