import { parseMessage } from '../../connectors/trigger/parse-event.ts';
import type { Queue, QueueMessage } from '../../connectors/sqs/queue.ts';
import { messageOf, UserError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { inParallel } from '../../lake/bounded-parallel.ts';
import { handleEvent } from './handle-event.ts';
import type { ObjectOutcome, Trigger } from './trigger.ts';

/** Something that a watch tells of. */
export type WatchEvent =
  | ({ readonly kind: 'object' } & ObjectOutcome)
  /** A part of a message that calls for nothing. */
  | { readonly kind: 'ignored'; readonly message: string; readonly reason: string }
  /** A message that could not be handled. `left`: it comes again. `dead-letter`: it was sent there, and deleted. */
  | {
      readonly kind: 'message';
      readonly message: string;
      readonly outcome: 'left' | 'dead-letter';
      readonly tries: number;
      readonly findings: readonly Finding[];
    };

export interface WatchOptions {
  readonly queue: Queue;
  readonly trigger: Trigger;
  /** After so many deliveries a message that cannot be handled goes to the dead-letter queue. */
  readonly maxTries: number;
  /** URL of the dead-letter queue; undefined: it stays in the queue, as its retention says. */
  readonly deadLetter: string | undefined;
  /** End when the queue is empty. */
  readonly once: boolean;
  readonly tell: (event: WatchEvent) => void;
}

/** The longest that SQS waits for messages; with `once`, long enough that all its servers are asked. */
const WAIT_SECONDS = 20;
const ONCE_SECONDS = 1;
/** How many messages are handled at a time: as many as come at a time. */
const AT_A_TIME = 10;
/** Of a reason in an attribute of a dead letter; its body and attributes share one limit. */
const MAX_REASON = 500;

/**
 * Takes messages from a queue and handles the objects they tell of, until it is stopped by `effects.signal` or, with
 * `once`, finds the queue empty. A message is deleted when it is handled; a run that is stopped or killed leaves those
 * it was at, which come again. Throws a `UserError` where the queue itself fails.
 */
export async function watchQueue(options: WatchOptions): Promise<void> {
  const { queue, once, trigger } = options;
  const { signal } = trigger.effects;
  while (!signal.aborted) {
    try {
      const messages = await queue.receive({ waitSeconds: once ? ONCE_SECONDS : WAIT_SECONDS });
      if (messages.length === 0 && once) return;
      await inParallel(messages, AT_A_TIME, (message) => handleMessage(message, options));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}

async function handleMessage(message: QueueMessage, options: WatchOptions): Promise<void> {
  const findings = await tryMessage(message, options);
  if (findings.length > 0) await leave(message, findings, options);
  else await options.queue.delete(message);
}

async function tryMessage(message: QueueMessage, { trigger, tell }: WatchOptions): Promise<readonly Finding[]> {
  try {
    const { outcomes, ignored, findings } = await handleEvent(parseMessage(message.body), trigger);
    for (const outcome of outcomes) tell({ kind: 'object', ...outcome });
    for (const reason of ignored) tell({ kind: 'ignored', message: message.id, reason });
    return findings;
  } catch (error) {
    trigger.effects.signal.throwIfAborted();
    if (error instanceof UserError) return error.findings;
    return [{ code: 'EVENT_NOT_HANDLED', severity: 'error', message: messageOf(error) }];
  }
}

async function leave(message: QueueMessage, findings: readonly Finding[], options: WatchOptions): Promise<void> {
  const { queue, deadLetter, maxTries, tell } = options;
  const { id, body, tries } = message;
  if (deadLetter === undefined || tries < maxTries) {
    tell({ kind: 'message', message: id, outcome: 'left', tries, findings });
    return;
  }
  await queue.sendTo(deadLetter, body, { reason: reasonOf(findings), tries });
  await queue.delete(message);
  tell({ kind: 'message', message: id, outcome: 'dead-letter', tries, findings });
}

/** Code and message of what went wrong, in characters that SQS takes. */
function reasonOf(findings: readonly Finding[]): string {
  const text = findings.map(({ code, message }) => `${code}: ${message}`).join('; ');
  return text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/gu, '?').slice(0, MAX_REASON);
}
