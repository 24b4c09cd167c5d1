import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEvent, parseMessage } from '../connectors/trigger/parse-event.ts';
import type { ParsedEvent } from '../connectors/trigger/object-event.ts';
import { sqsBatch, type BatchMessage } from '../connectors/trigger/sqs-batch.ts';
import { realEffects, type Effects } from '../core/effects.ts';
import { messageOf, UserError } from '../core/errors.ts';
import { inParallel } from '../lake/bounded-parallel.ts';
import { handleEvent } from '../runner/trigger/handle-event.ts';
import { openTrigger } from '../runner/trigger/open-trigger.ts';
import type { ObjectOutcome, Trigger, TriggerRules } from '../runner/trigger/trigger.ts';

export interface LambdaOptions {
  readonly rules: TriggerRules;
  /** `s3://BUCKET/PREFIX`, as `glue-replay watch --lake` takes it. Writing to it on AWS is what the function is for. */
  readonly lake: string;
  /** What `{env}` in the URL stands for; default `dev`. */
  readonly env?: string;
  /** Default: the real ones, the log going to stderr, what was fetched being kept in the temporary folder. */
  readonly effects?: Effects;
}

/** What Lambda takes for a batch of SQS: the messages to deliver again (AWS Lambda guide, "Reporting batch failures"). */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** What is given back for an event that is no batch of SQS. */
export interface EventResponse {
  readonly objects: readonly ObjectOutcome[];
  readonly ignored: readonly string[];
}

export type LambdaHandler = (event: unknown) => Promise<BatchResponse | EventResponse>;

/** Messages of a batch that are handled at a time. */
const AT_A_TIME = 10;

/**
 * A handler for AWS Lambda that validates the objects which an event of S3, EventBridge, SNS or SQS tells of. Of a batch
 * of SQS it names the messages that failed (the event source mapping needs `ReportBatchItemFailures`); for any other
 * event it throws where something failed, so that Lambda tries again. The lake is opened once, at the first event.
 */
export function createHandler(options: LambdaOptions): LambdaHandler {
  const effects = options.effects ?? lambdaEffects();
  let opened: Promise<Trigger> | undefined;
  const open = async (): Promise<Trigger> => {
    opened ??= openLambdaTrigger(options, effects);
    try {
      return await opened;
    } catch (error) {
      opened = undefined;
      throw error;
    }
  };
  return async (event) => {
    const trigger = await open();
    const messages = sqsBatch(event);
    return messages ? handleBatch(messages, trigger) : handleOne(parseEvent(event), trigger);
  };
}

/** Whoever deploys the function names the bucket by that: it is allowed to be written. */
async function openLambdaTrigger({ rules, lake, env = 'dev' }: LambdaOptions, effects: Effects): Promise<Trigger> {
  const allowAws = /^s3:\/\/([^/]+)/.exec(lake.replaceAll('{env}', env))?.[1] ?? true;
  return openTrigger(rules, { effects, lake, env, allowAws });
}

async function handleBatch(messages: readonly BatchMessage[], trigger: Trigger): Promise<BatchResponse> {
  const failed = await inParallel(messages, AT_A_TIME, async ({ id, body }) => {
    try {
      await handleOne(parseMessage(body), trigger);
      return [];
    } catch (error) {
      logLine(trigger, { kind: 'message', message: id, outcome: 'failed', error: messageOf(error) });
      return [{ itemIdentifier: id }];
    }
  });
  return { batchItemFailures: failed.flat() };
}

async function handleOne(event: ParsedEvent, trigger: Trigger): Promise<EventResponse> {
  const { outcomes, ignored, findings } = await handleEvent(event, trigger);
  for (const outcome of outcomes) logLine(trigger, { kind: 'object', ...outcome });
  if (findings.length > 0) throw new UserError(findings);
  return { objects: outcomes, ignored };
}

/** One JSON object a line, as CloudWatch Logs Insights reads it. */
function logLine({ effects }: Trigger, content: Readonly<Record<string, unknown>>): void {
  effects.log(JSON.stringify(content));
}

/** In Lambda only the temporary folder can be written, and it has 512 MB unless the function asks for more. */
function lambdaEffects(): Effects {
  const effects = realEffects({ log: (line) => void process.stderr.write(`${line}\n`) });
  const cache = { GLUE_REPLAY_CACHE: join(tmpdir(), 'glue-replay'), GLUE_REPLAY_CACHE_SIZE: '256 MB' };
  return { ...effects, env: { ...cache, ...effects.env } };
}
