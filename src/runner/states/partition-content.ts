import type { Finding } from '../../core/finding.ts';
import type { Column } from '../../duckdb/session.ts';
import type { ColumnEvidence } from '../../formats/column-evidence.ts';
import type { FormatName } from '../../formats/format.ts';
import type { FileStamp, PartitionFiles } from './partition-files.ts';
import type { StateFolder } from './state-folder.ts';

/** What reading a partition's files told of them, so that they need not be looked into again. */
export interface PartitionContent {
  readonly files: readonly FileStamp[];
  readonly format: FormatName;
  /** What the files say of the types of their columns. */
  readonly evidence: readonly ColumnEvidence[];
  /** With which columns they were read at last, and what there was to say then. */
  readonly columns: readonly Column[];
  readonly findings: readonly Finding[];
}

/** Raised whenever the form or the meaning of what is written changes. */
const VERSION = 1;
const NAME = 'content';

/** What is known of files that have not changed; undefined where nothing is, `damaged` where it cannot be read. */
export async function loadContent(
  states: StateFolder,
  partition: PartitionFiles,
): Promise<PartitionContent | 'damaged' | undefined> {
  const stored = await states.readText(partition.name, NAME);
  if (typeof stored !== 'object') return stored;
  const content = contentIn(stored.text);
  const stamps = partition.files.map(({ stamp }) => stamp);
  return content !== undefined && JSON.stringify(content.files) === JSON.stringify(stamps) ? content : undefined;
}

export async function keepContent(states: StateFolder, partition: string, content: PartitionContent): Promise<void> {
  await states.writeText(partition, NAME, JSON.stringify({ version: VERSION, ...content }));
}

/** Deletes what is kept of partitions none of whose files exists. */
export async function sweepContents(states: StateFolder, exists: (path: string) => Promise<boolean>): Promise<void> {
  await states.sweep(NAME, async (text) => {
    for (const [path] of contentIn(text)?.files ?? []) if (await exists(path)) return false;
    return true;
  });
}

function contentIn(text: string): PartitionContent | undefined {
  const parsed: unknown = JSON.parse(text);
  return isContent(parsed) && parsed.version === VERSION ? parsed : undefined;
}

/** The folder has seen to it that the text is as it was written: only the version can be another. */
function isContent(parsed: unknown): parsed is PartitionContent & { readonly version: number } {
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed && 'files' in parsed;
}
