import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { realEffects, type Effects } from '../../src/core/effects.ts';
import { commitDataset, type CommitRequest, type CommitResult } from '../../src/lake/commit.ts';
import { openDirectoryStore } from '../../src/lake/directory-store.ts';
import type { Store, Zone } from '../../src/lake/store.ts';

/** No process has this number: Linux stops at 2^22. */
export const DEAD_PID = 2 ** 30;

/** A folder that is gone when the test is over. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lake-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A new lake in a folder of its own. */
export async function tempStore(effects: Effects = realEffects()): Promise<Store & { folder: string }> {
  const folder = await tempFolder();
  return { ...(await openDirectoryStore(folder, { effects })), folder };
}

/** The world of another process on this host: by default one that is dead. */
export function effectsOf(owner: Partial<Effects['owner']>, overrides: Partial<Effects> = {}): Effects {
  const real = realEffects(overrides);
  return { ...real, owner: { ...real.owner, pid: DEAD_PID, ...owner } };
}

/** Everything in a zone, key to content. */
export async function contentOf(store: Store, zone: Zone, prefix = ''): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const key of await keysOf(store, zone, prefix)) content[key] = await textOf(store, zone, key);
  return content;
}

export async function keysOf(store: Store, zone: Zone, prefix = ''): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(zone, prefix)) keys.push(key);
  return keys;
}

export async function textOf(store: Store, zone: Zone, key: string): Promise<string> {
  return new TextDecoder().decode(await store.read(zone, key));
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Every file below a folder with its content, temporary ones too. */
export async function filesBelow(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files[path.slice(folder.length + 1)] = await readFile(path, 'utf8');
  }
  return files;
}

/** What a test commits: the text of each object by the day of its partition; undefined for the null day. */
export interface TestCommit extends Partial<Omit<CommitRequest, 'objects'>> {
  readonly objects: readonly (readonly [day: string | null, text: string])[];
}

/** Commits texts to `processed.orders`, partitioned by day, as origin `a` unless said. */
export async function commitTexts(store: Store, { objects, ...overrides }: TestCommit): Promise<CommitResult> {
  const folder = join(await tempFolder(), 'new');
  await mkdir(folder);
  const files = objects.map(async ([day, text], index) => {
    const file = join(folder, `${index}.parquet`);
    await writeFile(file, text);
    return { file, partition: { day }, rows: text.length };
  });
  return commitDataset(store, {
    zone: 'processed',
    dataset: 'orders',
    origin: 'a',
    columns: [
      { name: 'id', type: 'BIGINT' },
      { name: 'day', type: 'DATE' },
    ],
    partitionBy: ['day'],
    runId: 'run',
    effects: realEffects(),
    ...overrides,
    objects: await Promise.all(files),
  });
}
