import { userError } from '../../core/errors.ts';
import type { RuleNode } from '../../quality/dqdl/ast.ts';
import type { Tables } from './question.ts';
import { seesAllColumns } from './sees-all-columns.ts';
import type { WorkTable } from './work-table.ts';

/** Where a table has its place in the scenario that is written. */
export interface PlacedTable {
  readonly work: WorkTable;
  /** By which the rule calls it; undefined for the table it judges. */
  readonly alias: string | undefined;
  /** The source, and the dataset that ingestion makes of it. */
  readonly source: string;
  /** What the rule is run on or names: `processed.x`, or `curated.x` where a job leaves out what ingestion adds. */
  readonly dataset: string;
}

/**
 * Gives each table a source and a dataset by which the rule finds it: the one it judges first. Throws a `UserError`
 * `SHRINK_REFERENCE_NAME` where no dataset can have the name by which the rule calls a table.
 */
export function placeTables(
  { primary, references }: Tables<WorkTable>,
  { name, node }: { readonly name: string; readonly node: RuleNode },
): readonly PlacedTable[] {
  const isExact = seesAllColumns(node);
  const aliases = new Set([...references.keys()].map((alias) => nameIn(alias).name));
  const free = aliases.has(name) ? `${name}_data` : name;
  return [
    placed(primary, { alias: undefined, name: free, isCurated: isExact }),
    ...[...references].map(([alias, work]) => {
      const { zone, name: dataset } = nameIn(alias);
      return placed(work, { alias, name: dataset, isCurated: zone === undefined ? isExact : zone === 'curated' });
    }),
  ];
}

/** The zone and name of a dataset that an alias can be; see {@link placeTables}. */
export function nameIn(alias: string): { readonly zone: string | undefined; readonly name: string } {
  const [, zone, name] = /^(?:(processed|curated)\.)?([a-z][a-z0-9_]*)$/.exec(alias) ?? [];
  if (name !== undefined) return { zone, name };
  throw userError({
    code: 'SHRINK_REFERENCE_NAME',
    message: 'no dataset of a scenario can have the name by which the rule calls this table',
    found: alias,
    expected: 'lower-case letters, digits and _, starting with a letter, with processed. or curated. before it or not',
    hint: 'Call it so in the rule, and in --reference.',
  });
}

function placed(
  work: WorkTable,
  { alias, name, isCurated }: { alias: string | undefined; name: string; isCurated: boolean },
): PlacedTable {
  return isCurated
    ? { work, alias, source: `${name}_rows`, dataset: `curated.${name}` }
    : { work, alias, source: name, dataset: `processed.${name}` };
}
