import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEvent } from '../../../src/connectors/trigger/parse-event.ts';
import { realEffects, type Effects } from '../../../src/core/effects.ts';
import { sha256 } from '../../../src/core/seed.ts';
import { parseLakeUrl } from '../../../src/lake/s3/address.ts';
import { objectMissing } from '../../../src/lake/storage-failure.ts';
import type { Store } from '../../../src/lake/store.ts';
import { handleEvent, type HandledEvent } from '../../../src/runner/trigger/handle-event.ts';
import type { Trigger, TriggerRules } from '../../../src/runner/trigger/trigger.ts';
import { eventBridge } from '../../connectors/trigger/events.ts';
import { bytesOf, tempFolder } from '../../lake/lake-fixture.ts';
import { memoryStore } from '../../lake/memory-store.ts';

export const RULES: TriggerRules = {
  scenario: 'test',
  sources: [
    { name: 'orders', trigger: { prefix: 'drop/orders/', names: String.raw`\.csv$` } },
    { name: 'refunds', trigger: { prefix: 'drop/orders/refunds/' } },
    { name: 'customers' },
  ],
  raw: { maxBytes: 100, names: '^[a-z-]+\\.(csv|json)$' },
};

export const CSV = 'id,amount\n1,2\n';
/** Raw keys that the layout routes. */
export const GOOD = 'data/incoming/2024/01/01/orders/good.csv';
export const BAD = 'data/incoming/2024/01/01/orders/Bad 1.csv';

/** A store that, like S3, has ETags that events can be held against, and local copies that never change. */
export async function remoteStore(): Promise<Store> {
  const store = await memoryStore();
  const folder = await tempFolder();
  const remote = { traffic: () => ({ requests: 0, bytesDown: 0, bytesUp: 0 }), findings: () => [] };
  let copies = 0;
  return {
    ...store,
    remote,
    async localPath(zone, key) {
      const content = await store.read(zone, key);
      if (!content) throw objectMissing(`${zone}/${key}`);
      const path = join(folder, `copy-${copies++}`);
      await writeFile(path, content);
      return path;
    },
  };
}

/** A trigger on a lake whose raw zone is the bucket `test-raw`. */
export async function triggerOf({
  store,
  rules = RULES,
  effects = realEffects(),
}: { store?: Store; rules?: TriggerRules; effects?: Effects } = {}): Promise<Trigger> {
  const address = parseLakeUrl('s3://test-{zone}', { env: 'test' });
  return { store: store ?? (await remoteStore()), address, rules, effects };
}

/** The event of an object as it is stored now, or as `content` would be. */
export function eventOf(key: string, content: string, bucket = 'test-raw') {
  return eventBridge({ bucket, key, bytes: bytesOf(content).length, etag: sha256(bytesOf(content)) });
}

/** Stores an object of raw and gives its event. */
export async function arrive({ store }: Trigger, key: string, content = CSV) {
  await store.put('raw', key, bytesOf(content));
  return eventOf(key, content);
}

export async function handle(event: unknown, trigger: Trigger): Promise<HandledEvent> {
  return handleEvent(parseEvent(event), trigger);
}

/** `outcome key` of each object. */
export function words({ outcomes }: HandledEvent): string[] {
  return outcomes.map(({ outcome, key }) => `${outcome} ${key}`);
}
