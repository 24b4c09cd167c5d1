import { expect, test, vi } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { openLakes } from '../../../src/runner/lakes/open-lakes.ts';
import { describeService } from '../../services.ts';
import { tempFolder } from '../../temp-folder.ts';

const NO_AWS = { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };

// A busy machine takes its time to start a container.
vi.setConfig({ testTimeout: 180_000 });

describeService('docker', '--lake localstack without an endpoint', (DOCKER_HOST) => {
  test('is a lake in a container, whose buckets refuse a second write', async () => {
    await using folder = await tempFolder();
    const effects = realEffects({ env: { ...NO_AWS, DOCKER_HOST, GLUE_REPLAY_CACHE: folder.path } });
    await using lakes = await openLakes({ lake: 'localstack' }, { several: false, effects });
    await using store = await lakes.open('orders', 'orders');
    const bytes = new TextEncoder().encode('one');
    expect(await store.putIfAbsent('raw', 'a', bytes)).toBe('created');
    expect(await store.putIfAbsent('raw', 'a', bytes)).toBe('exists');
    expect(store.remote?.findings()).toEqual([]);
  });
});
