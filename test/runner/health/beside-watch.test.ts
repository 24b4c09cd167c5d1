import { afterAll, beforeAll, expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { cli } from '../../cli/in-process.ts';
import { describeService } from '../../services.ts';
import { eventSource, type EventSource } from '../trigger/event-source.ts';
import { changed, check, reasons, shop, steppedTime, words } from './health-fixture.ts';

describeService('localstack', 'a gate of watch on the events of LocalStack', (url) => {
  let source: EventSource;
  beforeAll(async () => {
    source = await eventSource(url);
  });
  afterAll(() => source[Symbol.asyncDispose]());

  /** Checks a lake whose gate is a watch that takes what is in the queue at each look. */
  async function checkBeside(prefix: string, changes: Readonly<Record<string, string>> = {}) {
    const { path, scenario } = await shop(changes);
    const lake = `s3://${source.bucket}/${prefix}`;
    const env = { ...source.env, GLUE_REPLAY_CACHE: `${path}/cache` };
    const watch = () => cli(['watch', path, '--queue', source.queueUrl, '--lake', lake, '--once'], { env });
    const { pause, elapsed } = steppedTime([watch, watch]);
    const deployed = { timeoutMs: 3000, pollMs: 1000, pause };
    return check({ scenario, lake, deployed, zone: 'raw', effects: realEffects({ env, elapsed }) });
  }

  test('is alive by what it accepts and what it refuses', async () => {
    expect(words(await checkBeside('alive'))).toEqual([
      'land orders alive',
      'land customers alive',
      'validate orders alive',
      'validate customers alive',
    ]);
    expect((await source.keys()).filter((key) => key.startsWith('alive/') && key.includes('health-'))).toEqual([]);
  });

  test('that refuses a stub says why', async () => {
    const record = await checkBeside('strict', changed('maxBytes: 10 KB', 'maxBytes: 80'));
    expect(reasons(record)).toEqual({ 'validate orders': ['OBJECT_TOO_LARGE'] });
    expect((await source.keys()).filter((key) => key.startsWith('strict/') && key.includes('health-'))).toEqual([]);
  });
});
