import type { Plain } from '../../duckdb/plain.ts';
import type { FailingRows } from '../types.ts';

/** What is known of the rows of one partition, by the keys of what was asked. */
export interface PartitionState {
  /** `Partition.content` of the rows that were measured. */
  readonly content: string;
  /** Values of aggregates with every digit: long whole numbers and decimals as text. */
  readonly aggregates: ReadonlyMap<string, Plain>;
  /** Frequency tables by keys and `where`. */
  readonly tables: ReadonlyMap<string, KeptTable>;
  /** The rows that fail a verdict: how many, and the first of them. */
  readonly failing: ReadonlyMap<string, FailingRows>;
}

/** A frequency table: a row for each group, with its keys as `k0`, `k1`… and its `size`. */
export interface KeptTable {
  readonly name: string;
  readonly fingerprint: string;
}

export function emptyState(content: string): PartitionState {
  return { content, aggregates: new Map(), tables: new Map(), failing: new Map() };
}

/** Raised whenever what is kept changes its form or its meaning: states of another version are measured again. */
const VERSION = 1;

export function printState({ content, aggregates, tables, failing }: PartitionState): string {
  const entries = { aggregates: [...aggregates], tables: [...tables], failing: [...failing] };
  const text = JSON.stringify({ version: VERSION, content, ...entries }, (_, value: unknown) =>
    Object.is(value, -0) ? MINUS_ZERO : value,
  );
  return text.replaceAll(JSON.stringify(MINUS_ZERO), '-0');
}

/** Stands for a number that JSON can hold and JavaScript does not write. */
const MINUS_ZERO = '\0minus zero\0';

/** The state in a text that {@link printState} made; undefined for one of another version. */
export function parseState(text: string): PartitionState | undefined {
  const parsed: unknown = JSON.parse(text);
  if (!isWritten(parsed) || parsed.version !== VERSION) return undefined;
  const { content, aggregates, tables, failing } = parsed;
  return { content, aggregates: new Map(aggregates), tables: new Map(tables), failing: new Map(failing) };
}

/** What is asked today, and, of the rest, as much as a state should hold: clocks in conditions make keys without end. */
export function latest<T>(values: ReadonlyMap<string, T>, asked: readonly string[]): ReadonlyMap<string, T> {
  const now = new Set(asked);
  const entries = [...values];
  const ordered = [...entries.filter(([key]) => now.has(key)), ...entries.filter(([key]) => !now.has(key))];
  return new Map(ordered.slice(0, Math.max(MOST_VALUES, now.size)));
}

const MOST_VALUES = 5_000;

interface Written {
  readonly version: number;
  readonly content: string;
  readonly aggregates: readonly (readonly [string, Plain])[];
  readonly tables: readonly (readonly [string, KeptTable])[];
  readonly failing: readonly (readonly [string, FailingRows])[];
}

/** The store has seen to it that the text is as it was written: only the version can be another. */
function isWritten(parsed: unknown): parsed is Written {
  if (typeof parsed !== 'object' || parsed === null || !('content' in parsed)) return false;
  return ['aggregates', 'tables', 'failing'].every((name) => name in parsed);
}
