import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commitsSubject } from '../../crash/commits.ts';
import { directoryLakes, s3Lakes, type Lakes } from '../../crash/lakes.ts';
import { describeMoment, momentOf } from '../../crash/moments.ts';
import { replaySubject } from '../../crash/replay.ts';
import type { Subject } from '../../crash/subject.ts';
import { measure, tryKill, type Undisturbed } from '../../crash/trial.ts';
import { startS3 } from '../lake/s3/s3-fixture.ts';
import { describeService } from '../services.ts';
import { compile, type Compiled } from './compiled.ts';

/** `npm run crash` draws as many kills as there is time for. */
const KILLS = 12;
const REPLAYS = 2;
const SEED = 5;
const REPLAYED = 'scenarios/retail-daily';

let victim: Compiled;
let server: Awaited<ReturnType<typeof startS3>>;

beforeAll(async () => {
  [victim, server] = await Promise.all([compile('victim'), startS3()]);
}, 120_000);
afterAll(async () => {
  await Promise.all([victim[Symbol.asyncDispose](), server.stop()]);
});

describe('commits in a folder', () => {
  testKills(directoryLakes, () => commitsSubject(victim.path, 'dir'));
});

describe('commits on S3', () => {
  testKills(
    () => s3Lakes(server.address),
    () => commitsSubject(victim.path, 's3'),
  );
});

describeService('localstack', 'commits on LocalStack', (endpoint) => {
  testKills(
    () => s3Lakes(endpoint),
    () => commitsSubject(victim.path, 's3'),
  );
});

describeService('localstack', 'a replay on LocalStack', (endpoint) => {
  let cli: Compiled;
  beforeAll(async () => {
    cli = await compile('command line');
  }, 120_000);
  afterAll(() => cli[Symbol.asyncDispose]());
  testKills(
    () => s3Lakes(endpoint),
    () => replaySubject(cli.path, REPLAYED),
    REPLAYS,
  );
});

/** That after each kill a reader sees no half of anything, and the work done again leaves what it would have left alone. */
function testKills(open: () => Promise<Lakes>, subjectOf: () => Subject, kills = KILLS): void {
  let lakes: Lakes;
  let subject: Subject;
  let undisturbed: Undisturbed;
  beforeAll(async () => {
    lakes = await open();
    subject = subjectOf();
    await measure({ lakes, subject });
    undisturbed = await measure({ lakes, subject });
  }, 60_000);
  afterAll(async () => {
    await subject[Symbol.asyncDispose]();
    await lakes[Symbol.asyncDispose]();
  });

  test.each(Array.from({ length: kills }, (_, index) => index + 1))(
    'kill %i leaves nothing half, and nothing at all in the end',
    async (kill) => {
      const moment = momentOf(kill, SEED, undisturbed);
      const { faults } = await tryKill({ lakes, subject }, moment, undisturbed);
      const when = describeMoment(moment);
      expect({ when, faults }).toEqual({ when, faults: [] });
    },
  );
}
