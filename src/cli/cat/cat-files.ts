import { userError } from '../../core/errors.ts';
import { nearestOf } from '../../core/nearest.ts';
import { openSession } from '../../duckdb/open-session.ts';
import type { Column, Row } from '../../duckdb/session.ts';
import { id, join, raw, sql } from '../../duckdb/sql.ts';
import { foldersOf, openData } from '../../formats/open-data.ts';
import { fitWidth, printable } from '../../reports/display-width.ts';
import { paintFor } from '../../reports/paint.ts';
import type { Cli } from '../cli.ts';
import type { CatOptions } from './cat-options.ts';
import { printFindings } from '../failure.ts';
import { readOptionsOf } from '../read-options.ts';
import { layOutTable, tableHeader, tableLines, type TableLayout } from './table-layout.ts';

/** Prints the rows of files, in their order, in flat memory. What cannot be read is told on stderr. */
export async function catFiles(files: readonly string[], options: CatOptions, cli: Cli): Promise<void> {
  const { stdout, signal } = cli.io;
  const input = [...files];
  await using session = await openSession({ folders: await foldersOf(input) });
  const data = await openData(session, input, { into: 'cat', ...(await readOptionsOf(options)) });
  await printFindings(data.findings, cli);
  const columns = selectColumns(data.columns, options.columns);
  const print = options.json ? jsonPrinter(columns, cli) : tablePrinter(columns, cli);
  const limit = options.limit === undefined ? raw('') : sql`limit ${options.limit}`;
  const list = join(columns.map(({ name }) => id(name)));
  const query = sql`select ${list} from ${data.relation} order by ${data.rowOrder} ${limit}`;
  let empty = true;
  for await (const batch of session.stream(query)) {
    signal.throwIfAborted();
    if (stdout.closed) return;
    print(batch);
    empty &&= batch.length === 0;
  }
  if (empty) print([]);
}

type Printer = (rows: readonly Row[]) => void;

/** Header first; on a terminal, columns that do not fit are left out and named on stderr. */
function tablePrinter(columns: readonly Column[], { io, colorOf }: Cli): Printer {
  let layout: TableLayout | undefined;
  return (rows) => {
    if (!layout) {
      layout = layOutTable(columns, rows, io.stdout.isTTY ? (io.stdout.columns ?? 80) : Infinity);
      io.stdout.write(`${paintFor(colorOf('stdout')).dim(tableHeader(layout))}\n`);
      if (layout.leftOut.length > 0) {
        io.stderr.write(`${fitWidth(`… columns left out: ${printable(layout.leftOut.join(', '))}`, 200)}\n`);
      }
    }
    io.stdout.write(tableLines(layout, rows));
  };
}

/** One object a line, keys in the order of the columns (an object would put `"2023"` before `"name"`). */
function jsonPrinter(columns: readonly Column[], { io }: Cli): Printer {
  const keys = columns.map(({ name }) => [name, `${JSON.stringify(name)}:`] as const);
  return (rows) =>
    io.stdout.write(
      rows.map((row) => `{${keys.map(([name, key]) => key + JSON.stringify(row[name] ?? null)).join(',')}}\n`).join(''),
    );
}

function selectColumns(columns: readonly Column[], names: readonly string[] | undefined): readonly Column[] {
  return names === undefined ? columns : names.map((name) => columnNamed(columns, name));
}

/** A name as it is, or in other letter case where only one column has it. */
function columnNamed(columns: readonly Column[], name: string): Column {
  const same = columns.filter((column) => column.name.toLowerCase() === name.toLowerCase());
  const found = columns.find((column) => column.name === name) ?? (same.length === 1 ? same[0] : undefined);
  if (found) return found;
  const names = columns.map((column) => column.name);
  throw userError({
    code: 'COLUMN_UNKNOWN',
    message: `no column ${JSON.stringify(name)}`,
    expected: names.slice(0, 20).join(', ') + (names.length > 20 ? ` and ${names.length - 20} more` : ''),
    ...nearestOf(name, names),
  });
}
