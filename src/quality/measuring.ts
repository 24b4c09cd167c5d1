import type { Finding } from '../core/finding.ts';
import { createPatternTables } from './measure/pattern-tables.ts';
import type { Measured } from './measure/measurement.ts';
import { measure } from './measure/measure.ts';
import type { Plan } from './plan/plan.ts';
import { openRows, type ListedNode, type RowReader, type RowReaderInput } from './rows/row-reader.ts';
import type { RuleNode } from './dqdl/ast.ts';
import { measurePartitioned } from './states/measure-partitioned.ts';
import type { PartitionedData } from './states/partition.ts';
import { openPartitionedRows } from './states/partitioned-rows.ts';
import { trackReads } from './states/track-reads.ts';
import type { PartitionCounts, Relation } from './types.ts';

/** What is measured of a relation, and what can be asked of its rows afterwards. */
export interface Measuring {
  readonly measured: Measured;
  readonly findings: readonly Finding[];
  /** The rows; `listed` are the rules of the results of all of them, where these are wanted. */
  openRows(listed: readonly ListedNode[] | undefined): Promise<RowReader>;
  /** With states of partitions: how many were read so far. */
  partitions(): PartitionCounts | undefined;
}

export interface MeasuringInput extends Omit<RowReaderInput, 'measured' | 'listed'> {
  readonly plan: Plan;
  readonly partitioned: PartitionedData | undefined;
  readonly nodes: readonly RuleNode[];
  /** Makes of a partition's rows the primary relation. */
  readonly asPrimary: (relation: Relation) => Relation;
}

/** Measures all rows at once, or, where the relation is given in parts, part by part and from states. */
export async function measureRelation(input: MeasuringInput): Promise<Measuring> {
  const { session, plan, dataset, partitioned } = input;
  if (partitioned !== undefined) return measureParts(input, partitioned);
  const measured = await measure(session, plan, dataset);
  return {
    measured,
    findings: [],
    openRows: (listed) => openRows({ ...input, measured, listed }),
    partitions: () => undefined,
  };
}

async function measureParts(input: MeasuringInput, partitioned: PartitionedData): Promise<Measuring> {
  const { session, plan } = input;
  const data = trackReads(partitioned);
  const { measured, findings } = await measurePartitioned(session, { ...input, data });
  return {
    measured,
    findings,
    openRows: async (listed) => {
      if (listed === undefined) return openPartitionedRows({ ...input, measured, data });
      await data.openWhole();
      await createPatternTables(session, plan);
      return openRows({ ...input, measured, listed });
    },
    partitions: () => data.counts(),
  };
}
