import {
  adviceFor,
  awsFailure,
  BAD_CREDENTIALS_ERRORS,
  CREDENTIALS_HINT,
  EXPIRED_ERRORS,
  NO_CREDENTIALS_ERRORS,
  UNREACHABLE_ERRORS,
  UNTRUSTED_ERRORS,
  type AwsAdvice,
  type AwsAdviceTable,
} from '../../core/aws-failure.ts';

const MISSING: AwsAdvice = {
  code: 'QUEUE_MISSING',
  message: 'there is no such queue',
  hint: 'Is its URL right, and is it still there? A queue that was deleted loses its messages.',
};
const DENIED: AwsAdvice = {
  code: 'QUEUE_ACCESS_DENIED',
  message: 'access to the queue is denied',
  hint: 'sqs:ReceiveMessage, DeleteMessage and GetQueueAttributes are needed, and SendMessage to the dead-letter queue.',
};
const CREDENTIALS: AwsAdvice = {
  code: 'QUEUE_ACCESS_DENIED',
  message: 'the AWS credentials are missing or not accepted',
  hint: CREDENTIALS_HINT,
};
const UNREACHABLE: AwsAdvice = {
  code: 'QUEUE_UNREACHABLE',
  message: 'the endpoint of the queue does not answer',
  hint: 'Is it running, and is its address right? Messages that were not deleted come again: start anew when it answers.',
};
const OTHER: AwsAdvice = {
  code: 'QUEUE_FAILED',
  message: 'the queue refused a request',
  hint: 'Messages that were not deleted come again.',
};

/** Error codes of the Amazon SQS API reference, "Common errors". */
const ADVICE: AwsAdviceTable = {
  ...adviceFor([...UNREACHABLE_ERRORS, ...UNTRUSTED_ERRORS], UNREACHABLE),
  ...adviceFor([...BAD_CREDENTIALS_ERRORS, ...EXPIRED_ERRORS, ...NO_CREDENTIALS_ERRORS], CREDENTIALS),
  ...adviceFor(['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue', 'QueueDeletedRecently'], MISSING),
  ...adviceFor(['AccessDenied', 'AccessDeniedException', '403'], DENIED),
};

/** Does what asks a queue, and tells its failures as `UserError`s with exit code 3; an abort stays one. */
export async function guardQueue<T>(
  { queue, at }: { readonly queue: string; readonly at: string },
  action: () => Promise<T>,
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw awsFailure(error, { table: ADVICE, otherwise: OTHER, file: queue, at });
  }
}
