import { rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { openSession } from '../../duckdb/open-session.ts';
import type { Session } from '../../duckdb/session.ts';
import { raw, sql, type Sql } from '../../duckdb/sql.ts';
import { BAD_ROW_COLUMNS } from '../../formats/format.ts';
import { formatNamed } from '../../formats/registry.ts';
import type { QuarantinedRows } from '../../lake/quarantine.ts';
import type { Store } from '../../lake/store.ts';
import { counted } from '../../reports/amounts.ts';
import { badRowsOf, readable, receivedRows } from '../../runner/quarantine/bad-rows.ts';
import { layOutTable, tableHeader, tableLines } from '../cat/table-layout.ts';
import type { Cli } from '../cli.ts';
import { makeFolderOf } from '../write-output.ts';
import type { QuarantineShowOptions } from './quarantine-options.ts';

const ROWS = 20;

/** Prints the bad values of a dataset, all of them as JSON, or writes its bad rows as they were received as CSV. */
export async function showRows(
  store: Store,
  files: readonly QuarantinedRows[],
  options: QuarantineShowOptions,
  cli: Cli,
): Promise<void> {
  const target = options.csv === undefined ? undefined : resolve(cli.io.cwd, options.csv);
  const folders = [...store.localFolders, ...(target === undefined ? [] : [dirname(target)])];
  if (options.csv !== undefined) await makeFolderOf(options.csv, cli.io);
  await using session = await openSession({ folders, signal: cli.io.signal });
  const rows = await badRowsOf(store, files);
  await readable(files, async () => {
    if (target !== undefined) await exportCsv(session, rows, target, cli);
    else if (options.json) await printJson(session, rows, options, cli);
    else await printTable(session, rows, options, cli);
  });
}

async function exportCsv(session: Session, badRows: Sql, target: string, { io }: Cli): Promise<void> {
  const { relation, rows, withoutColumns } = await receivedRows(session, badRows);
  const part = `${target}.${process.pid}.part`;
  try {
    if (rows > 0) {
      await formatNamed('csv').write(session, relation, part);
      await rename(part, target);
    }
  } finally {
    await rm(part, { force: true });
  }
  io.stderr.write(`${counted(rows, 'row')} written\n`);
  if (withoutColumns === 0) return;
  io.stderr.write(
    `${counted(withoutColumns, 'row')} not written, as the columns could not be told apart: --json has the text\n`,
  );
}

/** One bad value a line; all of them unless `--rows` says how many. */
async function printJson(session: Session, badRows: Sql, { rows }: QuarantineShowOptions, { io }: Cli): Promise<void> {
  for await (const batch of session.stream(ordered(badRows, rows))) {
    io.signal.throwIfAborted();
    if (io.stdout.closed) return;
    io.stdout.write(batch.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }
}

async function printTable(session: Session, badRows: Sql, options: QuarantineShowOptions, { io }: Cli): Promise<void> {
  const [total] = await session.rows(sql`select count(*) as values from ${badRows}`);
  const rows = await session.rows(ordered(badRows, options.rows ?? ROWS));
  if (options.raw) {
    io.stdout.write(rows.map((row) => `${String(row['raw'])}\n`).join(''));
  } else {
    const columns = BAD_ROW_COLUMNS.filter(({ name }) => name !== 'raw');
    const layout = layOutTable(columns, rows, Infinity);
    io.stdout.write(`${tableHeader(layout)}\n${tableLines(layout, rows)}`);
  }
  const left = Number(total?.['values']) - rows.length;
  if (left > 0) io.stderr.write(`… and ${counted(left, 'bad value')} more: --rows shows more of them\n`);
}

function ordered(badRows: Sql, limit: number | undefined): Sql {
  const cut = limit === undefined ? raw('') : sql`limit ${limit}`;
  return sql`select * from ${badRows} order by _source_object, _source_row, column_name, reason ${cut}`;
}
