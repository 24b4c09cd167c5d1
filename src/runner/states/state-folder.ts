import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Session } from '../../duckdb/session.ts';
import { writeAtomically } from '../../formats/write-atomically.ts';
import type { StateStore, StoredText } from '../../quality/states/state-store.ts';

/**
 * States in a folder of the local disk: a folder for each partition, with texts (`state`, `content`) and frequency
 * tables. Every file is put there in one step, so that runs at the same time see whole files, of one or the other.
 */
export class StateFolder implements StateStore {
  readonly #root: string;
  readonly #session: Session;

  constructor(root: string, session: Session) {
    this.#root = root;
    this.#session = session;
  }

  async read(partition: string): Promise<StoredText | 'damaged' | undefined> {
    return this.readText(partition, 'state');
  }

  async write(partition: string, text: string): Promise<void> {
    await this.writeText(partition, 'state', text);
  }

  /** A text kept beside the state. */
  async readText(partition: string, name: string): Promise<StoredText | 'damaged' | undefined> {
    return readChecked(join(this.#folderOf(partition), `${name}.json`));
  }

  async writeText(partition: string, name: string, text: string): Promise<void> {
    const folder = this.#folderOf(partition);
    await mkdir(folder, { recursive: true });
    await writeAtomically(this.#session, join(folder, `${name}.json`), (target) =>
      writeFile(target, `${checksum(text)}\n${text}`),
    );
  }

  async keepTable(partition: string, table: string, made: string): Promise<string> {
    const fingerprint = await fingerprintOf(made);
    await mkdir(this.#folderOf(partition), { recursive: true });
    await writeAtomically(this.#session, this.tablePath(partition, table), (target) => rename(made, target));
    return fingerprint;
  }

  tablePath(partition: string, table: string): string {
    return join(this.#folderOf(partition), table);
  }

  async fingerprint(partition: string, table: string): Promise<string | undefined> {
    return fingerprintOf(this.tablePath(partition, table)).catch(() => undefined);
  }

  async dropTables(partition: string, except: string): Promise<void> {
    const folder = this.#folderOf(partition);
    for (const name of await readdir(folder).catch(() => [])) {
      if (TABLE.test(name) && !name.startsWith(except)) await rm(join(folder, name), { force: true });
    }
  }

  /** Deletes what is kept of partitions of which `isGone`, by their text of that name. */
  async sweep(name: string, isGone: (text: string) => Promise<boolean>): Promise<void> {
    for (const folder of await readdir(this.#root).catch(() => [])) {
      if (!FOLDER.test(folder)) continue;
      const stored = await readChecked(join(this.#root, folder, `${name}.json`));
      if (typeof stored === 'object' && (await isGone(stored.text))) {
        await rm(join(this.#root, folder), { recursive: true, force: true });
      }
    }
  }

  /** The name begins as the partition's, for whoever looks in, and ends so that no two are the same. */
  #folderOf(partition: string): string {
    const readable = basename(partition)
      .replaceAll(/[^\w.=-]/g, '_')
      .slice(0, 60);
    return join(this.#root, `${readable}-${checksum(partition).slice(0, 16)}`);
  }
}

const TABLE = /^[0-9a-f]{16}-[0-9a-f]{16}\.parquet$/;
const FOLDER = /-[0-9a-f]{16}$/;

/** A text behind a line with its checksum. */
async function readChecked(path: string): Promise<StoredText | 'damaged' | undefined> {
  const content = await readFile(path, 'utf8').catch(() => undefined);
  if (content === undefined) return undefined;
  const end = content.indexOf('\n');
  const text = content.slice(end + 1);
  return end > 0 && content.slice(0, end) === checksum(text) ? { text } : 'damaged';
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Length and CRC-32: they tell damage, which nobody does on purpose. */
async function fingerprintOf(path: string): Promise<string> {
  let bytes = 0;
  let crc = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    if (!(chunk instanceof Buffer)) continue;
    bytes += chunk.length;
    crc = crc32(chunk, crc);
  }
  return `${bytes}-${crc.toString(16)}`;
}
