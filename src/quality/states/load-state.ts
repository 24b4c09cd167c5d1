import type { Finding } from '../../core/finding.ts';
import type { Partition } from './partition.ts';
import { emptyState, parseState, type PartitionState } from './partition-state.ts';
import type { StateStore } from './state-store.ts';

export interface LoadedState {
  readonly state: PartitionState;
  readonly findings: readonly Finding[];
}

/**
 * The state kept of a partition; an empty one where there is none, where the partition has other rows or types now, and,
 * with a warning, where the state is damaged. Of its frequency tables only those named are looked at.
 */
export async function loadState(
  store: StateStore,
  { name, content }: Partition,
  tables: readonly string[],
): Promise<LoadedState> {
  const stored = await store.read(name);
  if (stored === undefined) return { state: emptyState(content), findings: [] };
  if (stored === 'damaged') return { state: emptyState(content), findings: [damaged(name)] };
  const state = parseState(stored.text);
  if (state?.content !== content) return { state: emptyState(content), findings: [] };
  const whole = new Map(state.tables);
  for (const key of tables) {
    const table = whole.get(key);
    if (table === undefined) continue;
    if ((await store.fingerprint(name, table.name)) !== table.fingerprint) whole.delete(key);
  }
  const isWhole = whole.size === state.tables.size;
  return { state: { ...state, tables: whole }, findings: isWhole ? [] : [damaged(name)] };
}

/** Said of a partition whose state is not as it was written. */
export function damaged(partition: string): Finding {
  return {
    code: 'STATE_DAMAGED',
    severity: 'warning',
    message: 'the state kept of the partition is damaged; the partition is read again',
    file: partition,
  };
}
