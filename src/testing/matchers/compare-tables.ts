import { formatFinding, type Finding } from '../../core/finding.ts';
import { openSession } from '../../duckdb/open-session.ts';
import { foldersOf, openData, type DataInput } from '../../formats/open-data.ts';
import { comparableColumns } from './comparable-columns.ts';
import { comparedRows } from './compared-rows.ts';
import { diffRows, type RowsDiff } from './diff-rows.ts';
import { renderDiff } from './render-diff.ts';
import type { TableOptions } from './table-options.ts';

/** The verdict on two tables, as a matcher gives it. */
export interface TableVerdict {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Whether two tables have the same columns, by name in any order, and the same rows. Numbers are equal by value whatever
 * their types; other types must be of one kind. Rows that cannot be read make it fail. Throws a `UserError`:
 * `TABLE_OPTION`, and what reading throws.
 */
export async function compareTables(
  found: DataInput,
  expected: DataInput,
  options: TableOptions = {},
): Promise<TableVerdict> {
  const folders = await Promise.all([found, expected].map((input) => foldersOf(input)));
  await using session = await openSession({ folders: folders.flat() });
  const left = await openData(session, found, { into: 'found' });
  const right = await openData(session, expected, { into: 'expected' });
  const unread = [...left.findings, ...right.findings].filter(({ code }) => code === 'BAD_ROWS').map(describe);
  const { columns, differences } = await comparableColumns(session, { found: left, expected: right }, options);
  if (differences.length > 0) return failed([...differences, ...unread]);
  const diff = diffRows(
    { found: await comparedRows(session, left, columns), expected: await comparedRows(session, right, columns) },
    { columns, ignoreOrder: options.ignoreOrder ?? false },
  );
  if (!isEqual(diff)) return failed([...renderDiff(diff, columns, options.show ?? 10), ...unread]);
  if (unread.length > 0) return failed(unread);
  return { pass: true, message: () => `expected the tables to differ; they have the same ${diff.equal} rows` };
}

function isEqual({ changed, missing, added, movedAt }: RowsDiff): boolean {
  return changed.length + missing.length + added.length === 0 && movedAt === undefined;
}

function describe(finding: Finding): string {
  return formatFinding(finding);
}

function failed(lines: readonly string[]): TableVerdict {
  return { pass: false, message: () => `the tables are not equal\n${lines.join('\n')}` };
}
