import type { RowPlan, RowVerdict } from '../plan/row-plan.ts';

/** Where the verdicts of a plan are in the words of a row. */
export interface VerdictSlots {
  /** SQL of each slot. */
  readonly sql: readonly string[];
  /** The slot of each verdict of the plan; undefined for one that says nothing of rows. */
  readonly ofVerdict: readonly (number | undefined)[];
  /** For each verdict the slots of its parts. */
  readonly ofParts: readonly (readonly number[])[];
  /** The slots of verdicts come first, in their order. */
  readonly verdicts: number;
}

/** Gives each verdict a slot, and behind them the parts of composites, which say what breaks these. */
export function slotsOf({ verdicts }: RowPlan): VerdictSlots {
  const sql: string[] = [];
  const add = (text: string): number => sql.push(text) - 1;
  const ofVerdict = verdicts.map((verdict) => (verdict.sql === undefined ? undefined : add(verdict.sql)));
  const count = sql.length;
  const ofParts = verdicts.map((verdict, index) => partSlots(verdict, ofVerdict[index], add));
  return { sql, ofVerdict, ofParts, verdicts: count };
}

function partSlots(
  { node, parts }: RowVerdict,
  own: number | undefined,
  add: (sql: string) => number,
): readonly number[] {
  if (own === undefined) return [];
  return node.kind === 'rule' ? parts.map(() => own) : parts.map(({ sql }) => add(sql));
}
