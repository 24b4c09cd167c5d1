import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentOf } from '../../../crash/lake-content.ts';
import { realEffects } from '../../../src/core/effects.ts';
import { findScenarios } from '../../../src/runner/find-scenarios.ts';
import { openLakes } from '../../../src/runner/lakes/open-lakes.ts';
import type { ReplayRecord } from '../../../src/runner/record.ts';
import { replay } from '../../../src/runner/replay.ts';
import { describeService } from '../../services.ts';
import { tempFolder } from '../../temp-folder.ts';

const scenarios = await findScenarios(['scenarios'], '.');

/** A record without what differs from run to run and from lake to lake. */
function comparable(record: ReplayRecord): unknown {
  const { lake: _lake, traffic: _traffic, reproduce: _reproduce, ...same } = record;
  return JSON.parse(JSON.stringify(same, (name, value: unknown) => (name === 'elapsedMs' ? 0 : value)));
}

async function replayed(scenario: string, lake: string, env: Record<string, string | undefined>) {
  const effects = realEffects({ env: { ...process.env, ...env } });
  await using lakes = await openLakes({ lake }, { several: false, effects });
  const record = await replay({ scenario, lakes, effects });
  await using store = await lakes.open(record.scenario.name, scenario.split('/').at(-1) ?? '');
  return { record, objects: await contentOf(store) };
}

describeService('localstack', 'a lake on LocalStack', (AWS_ENDPOINT_URL) => {
  describe('is the same as one in a folder, byte for byte, and so is the record', () => {
    test.each(scenarios)('%s', async (scenario) => {
      await using folder = await tempFolder();
      const here = await replayed(scenario, join(folder.path, 'lake'), {});
      const there = await replayed(scenario, 'localstack', {
        AWS_ENDPOINT_URL,
        GLUE_REPLAY_CACHE: join(folder.path, 'cache'),
      });
      expect(here.record.traffic).toBeNull();
      expect(there.record.traffic?.bytesUp).toBeGreaterThan(1000);
      expect(comparable(there.record)).toEqual(comparable(here.record));
      expect(there.objects).toEqual(here.objects);
    });
  });
});
