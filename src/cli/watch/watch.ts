import { connectQueue, type Queue } from '../../connectors/sqs/queue.ts';
import { realEffects, type Effects } from '../../core/effects.ts';
import { userError } from '../../core/errors.ts';
import { DEFAULT_ENV } from '../../runner/lakes/open-lakes.ts';
import { readOneScenario } from '../../runner/one-scenario.ts';
import { openTrigger } from '../../runner/trigger/open-trigger.ts';
import { rulesOfScenario } from '../../runner/trigger/scenario-rules.ts';
import { watchQueue, type WatchEvent } from '../../runner/trigger/watch-queue.ts';
import type { Cli } from '../cli.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { WatchCommandOptions } from './watch-options.ts';
import { watchLines } from './watch-lines.ts';

/** Watches a queue until it is stopped, nobody reads any more (`| head`), or with `--once` it is empty. */
export async function watch(path: string | undefined, options: WatchCommandOptions, cli: Cli): Promise<ExitCode> {
  const { io } = cli;
  const unread = new AbortController();
  const effects = realEffects({
    env: io.env,
    signal: AbortSignal.any([io.signal, unread.signal]),
    log: (line) => io.stderr.write(`${line}\n`),
  });
  const scenario = await readOneScenario(path, io.cwd);
  const { lake, env = DEFAULT_ENV, allowAws, once = false, maxTries } = options;
  using queue = await connectQueue(options.queue, { effects });
  const deadLetter = await deadLetterOf(queue, options);
  const trigger = await openTrigger(rulesOfScenario(scenario.spec), {
    effects,
    env,
    ...(allowAws === undefined ? {} : { allowAws }),
    ...(lake === undefined ? {} : { lake }),
  });
  await using store = trigger.store;
  sayWhat({ lake: store.url, queue, deadLetter }, effects);
  let failed = false;
  const tell = (event: WatchEvent): void => {
    if (io.stdout.closed) unread.abort();
    failed ||= event.kind === 'message';
    io.stdout.write(
      options.json ? `${JSON.stringify(event)}\n` : watchLines(event, { color: cli.colorOf('stdout'), maxTries }),
    );
  };
  await watchQueue({ queue, trigger, maxTries, deadLetter, once, tell });
  return once && failed && !effects.signal.aborted ? EXIT.notMet : EXIT.met;
}

/** The queue for what cannot be handled; asking for it also shows whether the queue is there. */
async function deadLetterOf(queue: Queue, { deadLetter }: WatchCommandOptions): Promise<string | undefined> {
  const ofPolicy = await queue.deadLetterUrl();
  if (deadLetter !== queue.url) return deadLetter ?? ofPolicy;
  throw userError({
    code: 'QUEUE_URL_INVALID',
    message: 'the dead-letter queue is the queue itself',
    found: deadLetter,
    hint: 'What cannot be handled would come again and again: name another queue.',
  });
}

function sayWhat(
  { lake, queue, deadLetter }: { lake: string; queue: Queue; deadLetter: string | undefined },
  effects: Effects,
): void {
  effects.log(`watching ${queue.url} for the lake ${lake}`);
  effects.log(
    deadLetter === undefined
      ? 'no dead-letter queue: messages that cannot be handled stay in the queue'
      : `what cannot be handled goes to ${deadLetter}`,
  );
}
