import { UserError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { openSession } from '../../duckdb/open-session.ts';
import type { Store } from '../../lake/store.ts';
import { badRowFiles, summarizeBadRows, type BadRowsSummary } from '../../runner/quarantine/bad-rows.ts';
import { quarantineEntries } from '../../runner/quarantine/quarantine-entry.ts';
import type { Cli } from '../cli.ts';
import { printFindings } from '../failure.ts';
import { openLake } from '../lake/open-lake.ts';
import { entryJson } from './entry-json.ts';
import type { QuarantineListOptions } from './quarantine-options.ts';
import { renderList } from './render-list.ts';

/** Prints what is in quarantine: objects, and rows by dataset and day. `--source` asks for objects alone, `--dataset` for rows. */
export async function listQuarantine(options: QuarantineListOptions, cli: Cli): Promise<void> {
  const { source, dataset } = options;
  const { stdout, signal } = cli.io;
  await using store = await openLake(options.lake, { ...options, write: false }, cli);
  const day = options.day === undefined ? {} : { day: options.day };
  const wantsObjects = source !== undefined || dataset === undefined;
  const wantsRows = dataset !== undefined || source === undefined;
  const objects = wantsObjects
    ? await quarantineEntries(store, { ...day, ...(source === undefined ? {} : { source }), signal })
    : [];
  const { rows, findings } = wantsRows
    ? await summaries(store, { ...day, ...datasetOf(dataset), signal })
    : { rows: [], findings: [] };
  stdout.write(
    options.json
      ? `${JSON.stringify({ lake: store.url, objects: objects.map(entryJson), rows, findings }, null, 2)}\n`
      : renderList({ objects, rows }),
  );
  if (!options.json) await printFindings(findings, cli);
}

interface Summaries {
  readonly rows: BadRowsSummary[];
  /** Of files that cannot be read. */
  readonly findings: Finding[];
}

async function summaries(
  store: Store,
  { signal, ...wanted }: { dataset?: string; day?: string; signal: AbortSignal },
): Promise<Summaries> {
  const files = await badRowFiles(store, wanted);
  const rows: BadRowsSummary[] = [];
  const findings: Finding[] = [];
  if (files.length === 0) return { rows, findings };
  await using session = await openSession({ folders: store.localFolders, signal });
  for (const file of files) {
    try {
      rows.push(await summarizeBadRows(session, store, file));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      findings.push(...error.findings);
    }
  }
  return { rows, findings };
}

/** The name of a dataset, which may have its zone before it. */
export function datasetOf(text: string | undefined): { dataset?: string } {
  return text === undefined ? {} : { dataset: text.replace(/^processed\./, '') };
}
