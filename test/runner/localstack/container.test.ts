import { getContainerRuntimeClient } from 'testcontainers';
import { expect, test, vi } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { startLocalstack } from '../../../src/runner/localstack/container.ts';
import { describeService } from '../../services.ts';

// A busy machine takes its time to start a container.
vi.setConfig({ testTimeout: 180_000 });

describeService('docker', 'LocalStack in a container', () => {
  test('answers, and is gone afterwards', async () => {
    let endpoint: string;
    {
      await using started = await startLocalstack({ effects: realEffects() });
      endpoint = started.endpoint;
      const health = await fetch(`${endpoint}/_localstack/health`);
      expect(await health.json()).toMatchObject({ services: { s3: 'running', sqs: 'running', sns: 'disabled' } });
    }
    await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
  });

  test('that is kept is found again by the next start, and its log says how to delete it', async () => {
    const lines: string[] = [];
    // Another name of the image: a container that somebody keeps for work is not that of the tests.
    const options = {
      effects: realEffects({ log: (line) => lines.push(line) }),
      image: 'docker.io/localstack/localstack:4.14',
      keep: true,
    };
    const first = await startLocalstack(options);
    await first[Symbol.asyncDispose]();
    const second = await startLocalstack(options);
    expect(second.endpoint).toBe(first.endpoint);
    await deleteContainer(/docker rm --force (\w+)$/.exec(lines.at(-1) ?? '')?.[1]);
    await expect(fetch(first.endpoint)).rejects.toThrow('fetch failed');
  });

  test('without its image and without a way to pull it, ends with what the engine says', async () => {
    const image = 'localhost:1/localstack/localstack:4.14';
    await expect(startLocalstack({ effects: realEffects(), image })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(
        /the image localhost:1\/.* is not here and cannot be pulled \[LOCALSTACK_UNAVAILABLE\]\n {2}found: .*localhost:1/,
      ),
    });
  });
});

async function deleteContainer(id: string | undefined): Promise<void> {
  const { container } = await getContainerRuntimeClient();
  await container.getById(id ?? 'none was named').remove({ force: true });
}
