import type { Row } from '../../duckdb/session.ts';
import type { Pair } from '../conditions/spark-equality.ts';
import type { Dataset } from '../dataset.ts';
import { toNumber } from '../measure/to-number.ts';
import { equalKeys, fromHere, fromThere, type Reference } from '../references.ts';
import { unmeasurable, type Analyzer } from './analyzer.ts';
import { countRows } from './counts.ts';
import type { GroupingRequest, NumberReader, RowsReader, StatementRequest } from './request.ts';

/** What is compared: the values of rows with the same key, which no two rows of a side may share. */
export interface RowComparison {
  /** Quoted key columns of either side. */
  readonly keysHere: readonly string[];
  readonly keysThere: readonly string[];
  /** Or why nothing can be compared. */
  readonly compared: ComparedColumns | { readonly problem: string };
  /** The reason where rows share a key. */
  whenShared(counts: KeyCounts): string;
}

export interface ComparedColumns {
  readonly keys: readonly Pair[];
  /** Of these NULL equals NULL. */
  readonly values: readonly (Pair & { readonly name: string })[];
}

/** Different keys and rows of either side. */
export interface KeyCounts {
  readonly here: { readonly keys: number; readonly rows: number };
  readonly there: { readonly keys: number; readonly rows: number };
}

/** Share of the primary rows that the reference has, too, with the same key and the same values; and what differs. */
export function rowsInReference(
  dataset: Dataset,
  reference: Reference,
  comparison: RowComparison,
): { readonly metric: Analyzer; readonly details: (of: NumberReader, rows: RowsReader) => readonly string[] } {
  const { compared } = comparison;
  const rows = countRows({ dataset, where: undefined });
  const keys: GroupingRequest = { kind: 'grouping', keys: comparison.keysHere, where: undefined, measure: 'count(*)' };
  const found: StatementRequest = {
    kind: 'statement',
    about: `rows that are the same in ${reference.alias}`,
    sql: 'problem' in compared ? countKeys(reference, comparison) : compare(dataset, reference, comparison, compared),
  };
  const metric: Analyzer = {
    ...unmeasurable,
    metric: `Dataset.${reference.alias}.DatasetMatch`,
    where: undefined,
    needs: [rows, keys, found],
    value: (of, table) => {
      const [row = {}] = table(found);
      const here = { keys: of(keys) ?? 0, rows: of(rows) ?? 0 };
      const there = { keys: numberOf(row, 'keys'), rows: numberOf(row, 'rows') };
      if (here.keys !== here.rows || there.keys !== there.rows) {
        return { fails: comparison.whenShared({ here, there }) };
      }
      if ('problem' in compared) return { fails: compared.problem };
      if (here.rows === 0) return { fails: 'Cannot evaluate: primary DataFrame is empty' };
      return numberOf(row, 'same') / here.rows;
    },
    refused: undefined,
  };
  return {
    metric,
    details: (of, table) => {
      const [row = {}] = table(found);
      const isMeasured = typeof metric.value(of, table) === 'number';
      return isMeasured && !('problem' in compared) ? differences(row, of(rows) ?? 0, reference, compared) : [];
    },
  };
}

/** Where rows of the reference share a key, nothing is joined: there could be pairs of rows without number. */
function compare(
  dataset: Dataset,
  reference: Reference,
  comparison: RowComparison,
  { keys, values }: ComparedColumns,
): string {
  const same = values.map(({ left, right }) => `${left} is not distinct from ${right}`);
  const differing = same.map((each, index) => `count(*) filter (where not (${each})) as ${differsName(index)}`);
  return [
    `with key_counts as materialized (${countKeys(reference, comparison)})`,
    'select (select "keys" from key_counts) as "keys", (select "rows" from key_counts) as "rows",',
    '  count(*) as found,',
    `  count(*) filter (where ${same.map((each) => `(${each})`).join(' and ')}) as same,`,
    `  ${differing.join(',\n  ')}`,
    `from ${fromHere(dataset)}`,
    `join (select * from ${fromThere(reference)} where (select "keys" = "rows" from key_counts)) as "reference"`,
    `  on ${equalKeys(keys)}`,
  ].join('\n');
}

function countKeys(reference: Reference, { keysThere }: RowComparison): string {
  const keys = keysThere.map((key) => `"reference".${key}`).join(', ');
  return `select count(*) as "keys", coalesce(sum(size), 0) as "rows" from (select count(*) as size from ${fromThere(reference)} group by ${keys}) as groups`;
}

/** Rows that are missing there, then the columns that differ, most often first. */
function differences(row: Row, rows: number, { alias }: Reference, { values }: ComparedColumns): string[] {
  const missing = rows - numberOf(row, 'found');
  const differing = values
    .map(({ name }, index) => ({ name, count: numberOf(row, differsName(index)) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
  return [
    ...(missing > 0 ? [`${inRows(missing)}: the key is not in ${alias}`] : []),
    ...differing.map(({ name, count }) => `${inRows(count)}: ${name} is another in ${alias}`),
  ];
}

function inRows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}

function differsName(index: number): string {
  return `differs${index}`;
}

function numberOf(row: Row, name: string): number {
  return toNumber(row[name]) ?? 0;
}
