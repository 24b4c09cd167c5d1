import type { RuleNode } from '../dqdl/ast.ts';
import { createPatternTables } from '../measure/pattern-tables.ts';
import { leavesOf } from '../plan/prepare.ts';
import type { Plan } from '../plan/plan.ts';
import { scanSource } from '../plan/statements.ts';
import { openRows, type RowReader, type RowReaderInput } from '../rows/row-reader.ts';
import { isMeasured } from '../rows/row-standing.ts';
import type { FailingRows, Relation } from '../types.ts';
import { mergedFailingRows } from './failing-rows.ts';
import { loadState } from './load-state.ts';
import type { Partition } from './partition.ts';
import { latest, printState } from './partition-state.ts';
import { rowVerdictKeys } from './row-verdicts.ts';
import type { TrackedData } from './track-reads.ts';

export interface PartitionedRowsInput extends Omit<RowReaderInput, 'listed'> {
  readonly plan: Plan;
  /** All rules: what partitions that were read anyway say of their rows is kept, whether or not they failed. */
  readonly nodes: readonly RuleNode[];
  readonly data: TrackedData;
  /** Makes of a partition's rows the primary relation. */
  readonly asPrimary: (relation: Relation) => Relation;
}

/**
 * Failing rows by partition, and from states. Of a rule that must see all rows to find those that break it, they are
 * found only where all partitions were read anyway.
 */
export async function openPartitionedRows(input: PartitionedRowsInput): Promise<RowReader> {
  const { session, prepared, measured, dataset, data, nodes, sampleRows } = input;
  const all = await rowVerdictKeys(session, nodes, input);
  const keys = new Map(
    [...all].filter(([node]) => leavesOf(node).every((rule) => isMeasured(rule, prepared, measured))),
  );
  let whole: Promise<RowReader> | undefined;
  const wholeReader = async (): Promise<RowReader> => {
    await data.openWhole();
    await createPatternTables(session, input.plan);
    return openRows({ ...input, listed: undefined });
  };
  const openedWhole = (): Promise<RowReader> => (whole ??= wholeReader());

  const merged = async (asked: readonly RuleNode[]): Promise<Map<RuleNode, FailingRows>> => {
    const wanted = asked.flatMap((node) => keys.get(node) ?? []);
    const parts: ReadonlyMap<string, FailingRows>[] = [];
    for (const partition of data.partitions) parts.push(await failingIn(partition, { input, keys, wanted }));
    const rows = new Map<RuleNode, FailingRows>();
    for (const node of asked) {
      const key = keys.get(node);
      const own = key === undefined ? [] : parts.flatMap((part) => part.get(key) ?? []);
      if (key === undefined || own.length < parts.length) continue;
      rows.set(node, mergedFailingRows(own, { limit: sampleRows, objects: dataset.primary.objects ?? [] }));
    }
    return rows;
  };

  return {
    async counts(asked) {
      if (asked.some((node) => !keys.has(node))) return (await openedWhole()).counts(asked);
      return new Map([...(await merged(asked))].map(([node, { count }]) => [node, count]));
    },
    async failing(asked) {
      const rows = await merged(asked);
      const others = asked.filter((node) => !rows.has(node));
      if (others.length === 0 || data.counts().fromStates > 0) return rows;
      return new Map([...rows, ...(await (await openedWhole()).failing(others))]);
    },
    results: async () => (await openedWhole()).results(),
    [Symbol.asyncDispose]: async () => (await whole)?.[Symbol.asyncDispose](),
  };
}

/** The failing rows of a partition by their keys: what is kept, or is found in rows that were, or now must be, read. */
async function failingIn(
  partition: Partition,
  {
    input,
    keys,
    wanted,
  }: {
    readonly input: PartitionedRowsInput;
    readonly keys: ReadonlyMap<RuleNode, string>;
    readonly wanted: readonly string[];
  },
): Promise<ReadonlyMap<string, FailingRows>> {
  const { session, dataset, data, asPrimary, plan } = input;
  const { state } = await loadState(data.states, partition, []);
  const missing = [...keys].filter(([, key]) => !state.failing.has(key));
  const isAsked = missing.some(([, key]) => wanted.includes(key));
  if (missing.length === 0 || (!isAsked && !data.wasRead(partition))) return state.failing;
  const primary = asPrimary(await partition.open());
  const own = { ...dataset, primary };
  await createPatternTables(session, { ...plan, from: scanSource(own, undefined).from });
  await using rows = await openRows({ ...input, dataset: own, listed: undefined });
  const found = await rows.failing(missing.map(([node]) => node));
  const failing = new Map(state.failing);
  for (const [node, key] of missing) {
    const each = found.get(node);
    if (each !== undefined) failing.set(key, each);
  }
  await data.states.write(partition.name, printState({ ...state, failing: latest(failing, [...keys.values()]) }));
  return failing;
}
