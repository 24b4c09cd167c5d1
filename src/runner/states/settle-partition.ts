import { createHash } from 'node:crypto';
import type { Finding } from '../../core/finding.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../duckdb/sql.ts';
import { SOURCE_COLUMNS } from '../../formats/column-names.ts';
import { hiveValue } from '../../formats/hive-folders.ts';
import type { Partition } from '../../quality/states/partition.ts';
import type { Relation } from '../../quality/types.ts';
import { readAs, type LookOptions, type SeenPartition } from './look-into.ts';
import { keepContent } from './partition-content.ts';

/** The columns of a whole data set: those of its files, and those that partition folders add. */
export interface DatasetColumns {
  readonly own: readonly Column[];
  readonly hive: readonly Column[];
}

/**
 * A partition with the columns of the data set. Its rows are opened at once where they were not read with these columns
 * before, so that what there is to say of them is known; else when they are asked for.
 */
export async function settlePartition(
  session: Session,
  seen: SeenPartition,
  { own, hive }: DatasetColumns,
  { into, states }: LookOptions,
): Promise<{ readonly partition: Partition; readonly findings: readonly Finding[] }> {
  const { partition } = seen;
  const isSettled = JSON.stringify(seen.content.columns) === JSON.stringify(own);
  const read = isSettled ? seen : await readAs(session, partition, { into, columns: own });
  const content = { ...read.content, evidence: seen.content.evidence };
  if (read.opened !== undefined) await keepContent(states, partition.name, content);
  let relation: Promise<Relation> | undefined;
  const open = async (): Promise<Relation> => {
    const opened = read.opened ?? (await readAs(session, partition, { into, columns: own })).opened;
    const columns = [...own, ...hive];
    if (hive.length === 0) return { relation: opened, columns };
    await session.run(
      sql`create or replace view ${id(`${into} partition`)} as ${withHive(opened, seen, { own, hive })}`,
    );
    return { relation: id(`${into} partition`), columns };
  };
  return {
    partition: {
      name: partition.name,
      content: hash([content.files, own, hive, hiveTexts(seen, hive)]),
      isOpen: read.opened !== undefined,
      open: () => (relation ??= open()),
    },
    findings: [...seen.findings, ...content.findings],
  };
}

/** All files of a partition lie in one folder, so that each column has one value. */
function withHive(opened: Sql, seen: SeenPartition, { own, hive }: DatasetColumns): Sql {
  const texts = hiveTexts(seen, hive);
  const values = hive.map(({ name, type }, index) => sql`${hiveValue(texts[index] ?? null, type)} as ${id(name)}`);
  const names = own.map(({ name }) => id(name));
  return sql`select ${join([...names, ...values, ...SOURCE_COLUMNS.map((name) => id(name))])} from ${opened}`;
}

function hiveTexts({ partition }: SeenPartition, hive: readonly Column[]): (string | null)[] {
  return hive.map(({ name }) => partition.files[0]?.hive.get(name) ?? null);
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
