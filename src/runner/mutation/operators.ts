import type { Column } from '../../duckdb/session.ts';
import type { DefectKind } from '../../generators/defects/defect-kind.ts';
import { DEFECT_KINDS } from '../../generators/defects/registry.ts';
import { defectSchema, type Defect } from '../../generators/defects/schema.ts';

/** What a kind of defect damages. */
export type MutantLevel = 'cell' | 'row' | 'table';

/** A way to damage data: a kind of defect, in one column or in none. */
export interface MutantOperator {
  readonly kind: string;
  readonly level: MutantLevel;
  /** Undefined where the kind names none: it hits whole rows, or the table. */
  readonly column: string | undefined;
  /** Whether it can hit some rows and leave others; else there is one mutant of it, whatever the rates. */
  readonly hasRate: boolean;
  /** The defect that hits `count` of `rows` rows. */
  defect(amount: { readonly count: number; readonly rows: number }): Defect;
}

/** A kind of defect that rules can see. */
export interface MutantKind {
  readonly kind: string;
  /** Where the registry says so; else it follows from how the kind is stated. */
  readonly level?: MutantLevel;
  readonly fits?: (column: Column, columns: readonly Column[]) => boolean;
}

/** What the registry may say of a kind beside its name. */
type Registered = Pick<DefectKind, 'kind'> & Pick<MutantKind, 'fits'> & { readonly level?: MutantLevel | 'file' };

/** Every kind of defect, but for those of files: such files never get as far as the rules. */
export const MUTANT_KINDS: readonly MutantKind[] = DEFECT_KINDS.flatMap((registered: Registered): MutantKind[] => {
  const { level, ...kind } = registered;
  if (level === 'file') return [];
  return [level === undefined ? kind : { ...kind, level }];
});

/**
 * The kinds with the columns that they may hit. A kind that needs more than a column and an amount to be stated gives no
 * operator: there is no telling what to state.
 */
export function operatorsOf(
  kinds: readonly MutantKind[],
  columns: readonly Column[],
): { readonly operators: readonly MutantOperator[]; readonly unstatable: readonly string[] } {
  const found = kinds.map((kind) => ({ kind, operators: operatorsOfKind(kind, columns) }));
  return {
    operators: found.flatMap(({ operators }) => operators ?? []),
    unstatable: found.flatMap(({ kind, operators }) => (operators === undefined ? [kind.kind] : [])),
  };
}

function operatorsOfKind(kind: MutantKind, columns: readonly Column[]): MutantOperator[] | undefined {
  const alone = operatorOf(kind, undefined);
  if (alone !== undefined && kind.level !== 'cell') return [alone];
  const { fits = () => true } = kind;
  const all = columns.map((column) => ({ column, operator: operatorOf(kind, column.name) }));
  if (all.every(({ operator }) => operator === undefined)) return columns.length === 0 ? [] : undefined;
  return all.flatMap(({ column, operator }) => (operator !== undefined && fits(column, columns) ? [operator] : []));
}

/** Undefined where the kind cannot be stated so. */
function operatorOf({ kind, level }: MutantKind, column: string | undefined): MutantOperator | undefined {
  const named = column === undefined ? { kind } : { kind, column };
  const base = { kind, column, level: level ?? (column === undefined ? 'row' : 'cell') };
  const stated = (more: object): Defect | undefined => {
    const parsed = defectSchema.safeParse({ ...named, ...more });
    return parsed.success ? parsed.data : undefined;
  };
  const ways = [
    { hasRate: true, way: ({ count }: Amount) => stated({ count }) },
    { hasRate: true, way: ({ count, rows }: Amount) => stated({ rate: count / rows }) },
    { hasRate: false, way: () => stated({}) },
  ];
  const working = ways.find(({ way }) => way({ count: 1, rows: 2 }) !== undefined);
  if (working === undefined) return undefined;
  return {
    ...base,
    hasRate: working.hasRate,
    defect(amount) {
      const defect = working.way(amount);
      if (defect === undefined) throw new TypeError(`${kind} takes ${JSON.stringify(amount)} no more`);
      return defect;
    },
  };
}

interface Amount {
  readonly count: number;
  readonly rows: number;
}
