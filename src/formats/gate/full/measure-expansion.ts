import { createGunzip, createInflateRaw } from 'node:zlib';
import type { Duplex, Readable } from 'node:stream';
import { messageOf } from '../../../core/errors.ts';
import { END_BYTES } from '../../file-ends.ts';
import { archiveKindOf } from '../archive-kind.ts';
import { overlaps } from '../checks/archive-bombs.ts';
import { expansionFound, tooLarge } from '../expansion.ts';
import type { Evidence } from '../gate-check.ts';
import { isGzip, isZip } from '../magic.ts';
import type { GatePolicy } from '../policy.ts';
import { findZipEnd, readZipEntries, type ZipEntry } from '../zip-directory.ts';
import { memorySource, type ByteSource } from './byte-source.ts';

/**
 * Expands gzip and zip, and those within them, counts what comes out and keeps nothing but archives within archives:
 * what an archive says of itself is not believed. Stops where a limit is passed; what cannot be expanded is told too.
 */
export async function measureExpansion(source: ByteSource, policy: GatePolicy): Promise<Evidence[]> {
  const budget = new Budget(source.size, policy);
  try {
    await expandInto(source, budget, 1);
    return [];
  } catch (error) {
    if (error instanceof Found) return [error.evidence];
    throw error;
  }
}

/** An archive within an archive is looked into up to this size. */
const HELD_BYTES = 64 * 1024 * 1024;
/** A directory of a zip larger than this is none that anybody sends. */
const DIRECTORY_BYTES = 64 * 1024 * 1024;
/** Nobody sends data as more files in one archive; each costs time, however small. */
const MOST_FILES = 10_000;
/** Of a local header without its name and extra field. */
const LOCAL_HEADER = 30;

class Found extends Error {
  readonly evidence: Evidence;

  constructor(evidence: Evidence) {
    super(evidence.message);
    this.evidence = evidence;
  }
}

class Budget {
  readonly policy: GatePolicy;
  readonly #compressed: number;
  #expanded = 0;

  constructor(compressed: number, policy: GatePolicy) {
    this.#compressed = compressed;
    this.policy = policy;
  }

  spend(bytes: number): void {
    this.#expanded += bytes;
    if (!tooLarge(this.#expanded, this.#compressed, this.policy)) return;
    throw new Found(expansionFound(`${this.#expanded} bytes and more of ${this.#compressed}`, this.policy));
  }
}

async function expandInto(source: ByteSource, budget: Budget, nesting: number): Promise<void> {
  const head = await source.read(0, 512);
  if (!isGzip(head) && !isZip(head)) return;
  if (nesting > budget.policy.maxNesting) {
    throw new Found({
      code: 'ARCHIVE_BOMB',
      message: 'archives stand in archives beyond the limit',
      found: `at least ${nesting} deep`,
      expected: `at most ${budget.policy.maxNesting} deep`,
      hint: 'Send the files themselves.',
    });
  }
  if (isGzip(head)) return countAndDescend(source.stream(0, source.size).pipe(createGunzip()), budget, nesting);
  const { entries, base } = await directoryOf(source);
  if (overlaps(entries, source.size)) {
    throw new Found(expansionFound('files of the archive share their bytes', budget.policy));
  }
  if (entries.length > MOST_FILES) {
    throw new Found(expansionFound(`${entries.length} files in one archive`, budget.policy));
  }
  for (const entry of entries) {
    if (entry.encrypted || (entry.method !== 8 && entry.method !== 0))
      throw unreadable(`${entry.name} is encrypted, or compressed by method ${entry.method}`);
    const local = await source.read(base + entry.start, LOCAL_HEADER);
    if (local.length < LOCAL_HEADER) throw unreadable(`${entry.name} is not where the directory says`);
    const start = base + entry.start + LOCAL_HEADER + local.readUInt16LE(26) + local.readUInt16LE(28);
    const bytes = source.stream(start, Math.min(source.size, start + entry.compressed));
    await countAndDescend(entry.method === 8 ? bytes.pipe(createInflateRaw()) : bytes, budget, nesting);
  }
}

async function directoryOf(source: ByteSource): Promise<{ entries: ZipEntry[]; base: number }> {
  const start = Math.max(0, source.size - END_BYTES - 100);
  const end = findZipEnd(await source.read(start, source.size - start));
  if (!end || end.length > DIRECTORY_BYTES) throw unreadable('there is no directory of the archive');
  const at = start + end.at - end.length;
  const entries = readZipEntries(await source.read(at, end.length));
  if (entries.length !== end.entries) throw unreadable('the directory of the archive is damaged');
  return { entries, base: at - end.start };
}

/** Counts what is expanded; where it begins as an archive it is kept and expanded in its turn. */
async function countAndDescend(expanded: Readable | Duplex, budget: Budget, nesting: number): Promise<void> {
  const kept: Buffer[] = [];
  let length = 0;
  let isArchive = false;
  try {
    for await (const chunk of expanded) {
      if (!(chunk instanceof Buffer)) continue;
      budget.spend(chunk.length);
      if (length === 0) isArchive = archiveKindOf(chunk) !== undefined;
      length += chunk.length;
      if (!isArchive) continue;
      if (length > HELD_BYTES) throw unreadable(`an archive within it is larger than ${HELD_BYTES} bytes`);
      kept.push(chunk);
    }
  } catch (error) {
    throw error instanceof Found ? error : unreadable(messageOf(error));
  } finally {
    expanded.destroy();
  }
  if (isArchive) await expandInto(memorySource(Buffer.concat(kept)), budget, nesting + 1);
}

function unreadable(found: string): Found {
  return new Found({
    code: 'ARCHIVE_UNREADABLE',
    message: 'compressed content cannot be expanded to its end',
    found,
    hint: 'Fetch or write the file again.',
  });
}
