import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { realEffects } from '../../src/core/effects.ts';
import { sha256 } from '../../src/core/seed.ts';
import { openDirectoryStore } from '../../src/lake/directory-store.ts';
import { bytesOf, DEAD_PID, effectsOf, keysOf, tempFolder, tempStore, textOf } from './lake-fixture.ts';
import { testStoreContract } from './store-contract.ts';

const effects = realEffects();
const asRoot = process.getuid?.() === 0;

testStoreContract('a directory', () => tempStore());

describe('a directory store', () => {
  test('keeps an object as a file of its zone, and nothing else', async () => {
    const store = await tempStore();
    await store.put('raw', 'a/b.csv', bytesOf('x'));
    await store.put('raw', 'a/b.csv', bytesOf('y'));
    await store.putIfAbsent('raw', 'a/b.csv', bytesOf('z'));
    expect((await readdir(store.folder, { recursive: true })).toSorted()).toEqual([
      '.tmp',
      'raw',
      'raw/a',
      'raw/a/b.csv',
    ]);
  });

  test('deletes the folders that an object leaves empty', async () => {
    const store = await tempStore();
    await store.put('processed', 'data/orders/day=1/f.parquet', bytesOf('x'));
    await store.put('processed', 'data/orders/day=2/f.parquet', bytesOf('x'));
    await store.delete('processed', 'data/orders/day=1/f.parquet');
    expect(await readdir(join(store.folder, 'processed/data/orders'))).toEqual(['day=2']);
  });

  test('opens a lake again through a symbolic link to it', async () => {
    const store = await tempStore();
    await store.put('raw', 'x', bytesOf('x'));
    const link = join(await tempFolder(), 'link');
    await symlink(store.folder, link);
    expect(await textOf(await openDirectoryStore(link, { effects }), 'raw', 'x')).toBe('x');
  });

  test('deletes half-written files of dead processes, not of live ones', async () => {
    const { folder } = await tempStore();
    const host = sha256(effects.owner.host).slice(0, 8);
    const other = sha256('elsewhere').slice(0, 8);
    const old = new Date(effects.now().getTime() - 2 * 3_600_000);
    const leave = async (name: string, modified = effects.now()) => {
      await writeFile(join(folder, '.tmp', name), 'half');
      await utimes(join(folder, '.tmp', name), modified, modified);
    };
    await leave(`${host}-${DEAD_PID}-a`);
    await leave(`${host}-${process.ppid}-b`, old);
    await leave(`${host}-${process.pid}-c`);
    await leave(`${host}-${process.pid}-d`, old);
    await leave(`${other}-1-e`);
    await leave(`${other}-1-f`, old);
    await openDirectoryStore(folder, { effects });
    expect((await readdir(join(folder, '.tmp'))).map((name) => `${name.at(-1)}`).toSorted()).toEqual(['b', 'c', 'e']);
  });

  test('tells the live from the dead whatever the clock of the replay says', async () => {
    const now = effects.now().getTime();
    for (const clock of ['1999-01-01T00:00:00Z', '2099-01-01T00:00:00Z']) {
      const store = await tempStore(realEffects({ now: () => new Date(clock) }));
      const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
      expect(store.mayBeAlive({ host: 'elsewhere', pid: 1, since: ago(50) })).toBe(true);
      expect(store.mayBeAlive({ host: 'elsewhere', pid: 1, since: ago(70) })).toBe(false);
      expect(store.mayBeAlive({ ...effects.owner, since: ago(0) })).toBe(true);
      expect(store.mayBeAlive({ ...effects.owner, pid: process.ppid, since: ago(70) })).toBe(true);
      expect(store.mayBeAlive({ ...effects.owner, pid: DEAD_PID, since: ago(0) })).toBe(false);
      expect(store.mayBeAlive({ ...effects.owner, pid: 0, since: ago(0) })).toBe(false);
    }
  });
});

describe('bad places', () => {
  test('a folder that cannot be made is told at once', async () => {
    await expect(openDirectoryStore('/proc/no/such', { effects })).rejects.toMatchObject({
      name: 'UserError',
      exitCode: 2,
    });
  });

  test('a file where the lake should be, or above it', async () => {
    const file = join(await tempFolder(), 'file');
    await writeFile(file, '');
    const refused = { exitCode: 2, findings: [{ code: 'LAKE_NOT_A_FOLDER' }] };
    await expect(openDirectoryStore(file, { effects })).rejects.toMatchObject(refused);
    await expect(openDirectoryStore(join(file, 'lake'), { effects })).rejects.toMatchObject(refused);
  });

  test('a key below an object, and a key where others start', async () => {
    const store = await tempStore();
    await store.put('raw', 'a/b', bytesOf('x'));
    const clash = { exitCode: 3, findings: [{ code: 'LAKE_KEY_CLASH', file: expect.stringMatching(/^raw\/a/) }] };
    await expect(store.put('raw', 'a/b/c', bytesOf('x'))).rejects.toMatchObject(clash);
    await expect(store.putIfAbsent('raw', 'a/b/c', bytesOf('x'))).rejects.toMatchObject(clash);
    await expect(store.put('raw', 'a', bytesOf('x'))).rejects.toMatchObject(clash);
    await expect(store.putIfAbsent('raw', 'a', bytesOf('x'))).rejects.toMatchObject(clash);
    expect(await readdir(join(store.folder, '.tmp'))).toEqual([]);
  });

  test('a name longer than a file may have', async () => {
    const store = await tempStore();
    const key = `day=${'x'.repeat(300)}/f`;
    const refused = { exitCode: 3, findings: [{ code: 'LAKE_NAME_TOO_LONG' }] };
    await expect(store.put('raw', key, bytesOf('x'))).rejects.toMatchObject(refused);
    await expect(store.putIfAbsent('raw', key, bytesOf('x'))).rejects.toMatchObject(refused);
    expect(await store.head('raw', key)).toBeUndefined();
    expect(await keysOf(store, 'raw', key)).toEqual([]);
  });

  test('symbolic links that lead out, of a zone, a folder or a file', async () => {
    const outside = await tempFolder();
    await writeFile(join(outside, 'secret'), 'secret');
    const store = await tempStore();
    await symlink(outside, join(store.folder, 'raw'));
    await mkdir(join(store.folder, 'curated'));
    await symlink(outside, join(store.folder, 'curated/way'));
    await symlink(join(outside, 'secret'), join(store.folder, 'curated/file'));
    const refused = { exitCode: 2, findings: [{ code: 'LAKE_LEADS_OUT' }] };
    await expect(store.read('raw', 'secret')).rejects.toMatchObject(refused);
    await expect(store.put('raw', 'new', bytesOf('x'))).rejects.toMatchObject(refused);
    await expect(store.putIfAbsent('curated', 'way/new/deep', bytesOf('x'))).rejects.toMatchObject(refused);
    await expect(store.delete('curated', 'way/secret')).rejects.toMatchObject(refused);
    await expect(store.localPath('curated', 'file')).rejects.toMatchObject(refused);
    await expect(keysOf(store, 'curated', 'way/')).rejects.toMatchObject(refused);
    await expect(keysOf(store, 'curated')).rejects.toMatchObject({ findings: [{ code: 'LAKE_FOREIGN_ENTRY' }] });
    expect(await readdir(outside)).toEqual(['secret']);
  });

  test('a pipe among the files is named, not waited for', async () => {
    const store = await tempStore();
    await store.put('raw', 'a', bytesOf('x'));
    execFileSync('mkfifo', [join(store.folder, 'raw', 'pipe')]);
    await expect(keysOf(store, 'raw')).rejects.toThrow(/raw\/pipe: is neither a file nor a folder/);
    expect(await store.read('raw', 'pipe')).toBeUndefined();
  });

  test.skipIf(asRoot)('a folder that may not be written (not as root, who may)', async () => {
    const store = await tempStore(effectsOf({}));
    await mkdir(join(store.folder, 'raw'));
    await chmod(join(store.folder, 'raw'), 0o500);
    await expect(store.put('raw', 'a/b', bytesOf('x'))).rejects.toMatchObject({
      exitCode: 3,
      findings: [{ code: 'LAKE_PERMISSION_DENIED', file: 'raw/a/b' }],
    });
  });
});
