import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { sha256 } from '../src/core/seed.ts';
import { listDatasets, readSnapshot } from '../src/lake/snapshot.ts';
import { ZONES, type Store } from '../src/lake/store.ts';

/** Everything in a lake: `zone/key` to the sha-256 of its bytes; of a folder every file, temporary ones too. */
export async function contentOf(store: Store): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for (const zone of ZONES) {
    for await (const { key } of store.list(zone, '')) {
      content[`${zone}/${key}`] = sha256((await store.read(zone, key)) ?? 'gone');
    }
  }
  if (store.remote) return content;
  const entries = await readdir(store.url, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) content[relative(store.url, path)] = sha256(await readFile(path));
  }
  return content;
}

/** What a reader sees: for each origin of each dataset the sha-256 of its objects, in key order. */
export type View = Readonly<Record<string, string>>;

/** Reads all datasets as a reader does. Throws where an object that a commit lists is missing or has other bytes. */
export async function viewOf(store: Store): Promise<View> {
  const view: Record<string, string> = {};
  for (const zone of ZONES) {
    for (const dataset of await listDatasets(store, zone)) {
      for (const { key, origin, sha256: listed } of (await readSnapshot(store, zone, dataset))?.objects ?? []) {
        const content = await store.read(zone, key);
        const found = content === undefined ? 'nothing' : sha256(content);
        if (found !== listed) throw new Error(`${zone}/${key} is listed with ${listed}, and there is ${found}`);
        const name = `${zone}.${dataset} of ${origin}`;
        view[name] = `${view[name] ?? ''} ${key} ${listed}`;
      }
    }
  }
  return view;
}

/** The origins that are neither as in the old view nor as in the new one. */
export function halfSeen(view: View, { old, new: after }: { old: View; new: View }): string[] {
  const names = new Set([...Object.keys(view), ...Object.keys(old), ...Object.keys(after)]);
  return [...names].filter((name) => view[name] !== old[name] && view[name] !== after[name]);
}

/** Objects of datasets that no commit lists, and what tells of commits under way: nothing, when no run is at work. */
export async function leftBehind(store: Store): Promise<string[]> {
  const listed = new Set(Object.values(await viewOf(store)).flatMap((objects) => objects.split(' ')));
  const left: string[] = [];
  for (const zone of ['processed', 'curated'] as const) {
    for await (const { key } of store.list(zone, '')) {
      if (key.startsWith('pending/') || (key.startsWith('data/') && !listed.has(key))) left.push(`${zone}/${key}`);
    }
  }
  return left;
}

/** What differs between two lakes, one line a key. */
export function differences(found: Record<string, string>, expected: Record<string, string>): string[] {
  const keys = [...new Set([...Object.keys(found), ...Object.keys(expected)])].toSorted();
  return keys
    .filter((key) => found[key] !== expected[key])
    .map((key) => `${key}: ${found[key] ?? 'missing'}, undisturbed ${expected[key] ?? 'missing'}`);
}
