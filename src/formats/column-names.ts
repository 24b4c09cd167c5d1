import { UserError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { nearestOf } from '../core/nearest.ts';
import { standardNames } from './column-name.ts';

/** The metadata columns that every relation read from a file ends with. */
export const SOURCE_COLUMNS = ['_source_object', '_source_row'] as const;

/**
 * Names made unique, letter case aside, as a table needs them: a name seen before gets `_1`, `_2`…, a blank one is
 * called by its place (`column3`). Each change is a warning (`COLUMN_DUPLICATE`, `COLUMN_UNNAMED`).
 */
export function uniqueNames(names: readonly string[], file: string): { names: string[]; findings: Finding[] } {
  const taken = new Set<string>(SOURCE_COLUMNS);
  const findings: Finding[] = [];
  const own = new Set(names.map(fold));
  const unique = names.map((written, index) => {
    const blank = written.trim() === '';
    const wanted = blank ? `column${index + 1}` : written;
    const name = freeName(wanted, taken, own);
    taken.add(fold(name));
    if (blank) findings.push(unnamed(file, index, name));
    else if (name !== wanted) findings.push(duplicate(file, wanted, name));
    return name;
  });
  return { names: unique, findings };
}

/** For a field: its name in the file, where {@link uniqueNames} gave it another. */
export function writtenAs(written: string | undefined, name: string | undefined): { written?: string } {
  return written === undefined || written === name ? {} : { written };
}

/**
 * Where each wanted column is in a file that has columns `available`: by exact name, then letter case aside, then by
 * standard name (`us_gross` is found as `US Gross`).
 * Columns that nobody wants are a warning (`COLUMN_UNEXPECTED`); wanted ones that are not there are handed to
 * `onMissing`.
 */
export function matchColumns(
  wanted: readonly string[],
  available: readonly string[],
  file: string,
): { places: (number | undefined)[]; missing: string[]; findings: Finding[] } {
  const exact = placesOf(available);
  const folded = placesOf(available.map(fold));
  const standard = placesOf(standardNames(available));
  const places = wanted.map((name) => exact.get(name) ?? folded.get(fold(name)) ?? standard.get(name));
  const used = new Set(places);
  const missing = wanted.filter((_, index) => places[index] === undefined);
  const findings = available
    .filter((_, index) => !used.has(index))
    .map((column): Finding => ({
      code: 'COLUMN_UNEXPECTED',
      severity: 'warning',
      message: 'the file has a column that was not declared; it is left out',
      file,
      column,
      ...nearestOf(column, missing),
    }));
  return { places, missing, findings };
}

/** One error finding a missing column: the object as a whole does not fit. */
export function missingColumns(missing: readonly string[], available: readonly string[], file: string): UserError {
  return new UserError(
    missing.map((column) => ({
      code: 'COLUMN_MISSING',
      severity: 'error',
      message: 'the file does not have a declared column',
      file,
      column,
      found: available.slice(0, 30).join(', ') + (available.length > 30 ? ', …' : ''),
      ...nearestOf(column, available),
    })),
  );
}

/** Letter case aside, as DuckDB compares column names. */
export function fold(name: string): string {
  return name.toLowerCase();
}

function placesOf(names: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  names.forEach((name, index) => {
    if (!places.has(name)) places.set(name, index);
  });
  return places;
}

function freeName(wanted: string, taken: ReadonlySet<string>, own: ReadonlySet<string>): string {
  if (!taken.has(fold(wanted))) return wanted;
  for (let count = 1; ; count++) {
    const name = `${wanted}_${count}`;
    if (!taken.has(fold(name)) && !own.has(fold(name))) return name;
  }
}

function duplicate(file: string, column: string, name: string): Finding {
  return {
    code: 'COLUMN_DUPLICATE',
    severity: 'warning',
    message: `the column name is taken; this one is called ${JSON.stringify(name)}`,
    file,
    column,
  };
}

function unnamed(file: string, index: number, name: string): Finding {
  return {
    code: 'COLUMN_UNNAMED',
    severity: 'warning',
    message: `column ${index + 1} has no name; it is called ${JSON.stringify(name)}`,
    file,
  };
}
