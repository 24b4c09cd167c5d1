import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { check } from '../../src/index.ts';
import type { CheckOptions, CheckResult } from '../../src/index.ts';
import { tempFolder, type TempFolder } from '../temp-folder.ts';

const RULES = `Rules = [
  RowCount between 1 and 1000,
  IsComplete "id",
  IsUnique "id",
  IsPrimaryKey "id" "city",
  Completeness "amount" > 0.5,
  Mean "amount" between 0 and 100,
  StandardDeviation "amount" < 100,
  DistinctValuesCount "city" = 2,
  Entropy "city" > 0,
  ColumnValues "amount" between 0 and 4,
  ColumnValues "city" in ["a", "b"] where "amount > 1",
  (ColumnLength "city" = 1) and (IsComplete "amount")
]
Analyzers = [ Completeness "amount", Sum "amount" ]
`;

export const DAYS = ['2023-01-01', '2023-01-02', '2023-01-03'];

/** A folder with some days of data: `data/day=2023-01-01/x.csv`… */
export async function days(count: number): Promise<TempFolder> {
  const folder = await tempFolder();
  for (let index = 0; index < count; index++) await writeDay(folder, index);
  return folder;
}

export async function writeDay(folder: TempFolder, index: number): Promise<string> {
  const rows = [0, 1, 2].map((row) => `${index * 3 + row},${row === 1 ? '' : `${index + row}.5`},${'ab'[row % 2]}`);
  return folder.write(`data/day=2023-01-0${index + 1}/x.csv`, `id,amount,city\n${rows.join('\n')}\n`);
}

export function checkIn(folder: TempFolder, options: Partial<CheckOptions> = {}): Promise<CheckResult> {
  return check({ data: join(folder.path, 'data'), rules: RULES, states: join(folder.path, 'states'), ...options });
}

/** The same without states. */
export function checkAll(folder: TempFolder, options: Partial<CheckOptions> = {}): Promise<CheckResult> {
  return check({ data: join(folder.path, 'data'), rules: RULES, ...options });
}

/** Other bytes in a file, which it cannot be seen to have: its size and time of change are as they were. */
export async function spoil(path: string): Promise<void> {
  const { size, mtime } = await stat(path);
  await writeFile(path, Buffer.alloc(size, '#'));
  await utimes(path, mtime, mtime);
}

/** Equal but for the last digits of metrics, which adding up in another order changes. */
export function expectSame(found: CheckResult, expected: CheckResult): void {
  expect(rounded(found)).toEqual(rounded(expected));
}

function rounded(result: CheckResult): unknown {
  return JSON.parse(
    JSON.stringify(result, (_, value: unknown) =>
      typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(12)) : value,
    ),
  );
}

/** The result without what says how it was had. */
export function withoutCounts(result: CheckResult): CheckResult {
  const { partitions: _partitions, ...others } = result;
  return others;
}

export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
