/** A value of a table: numbers that JSON cannot hold, decimals, dates and bytes (as hex digits) are text. */
export type Cell = null | boolean | number | string | readonly Cell[] | { readonly [field: string]: Cell };

/** A small table with the Spark type of each column (`decimal(10,2)`, `struct<a:int,b:string>`). Times are UTC. */
export interface CaseTable {
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Rules over one table: a ruleset that both sides judge. */
export interface Case {
  /** `family/what is special`: of one case only. */
  readonly id: string;
  readonly primary: CaseTable;
  readonly references: Readonly<Record<string, CaseTable>>;
  /** What stands before the rules: variables, or nothing. */
  readonly prelude: string;
  readonly rules: readonly string[];
}

/** Cases of one kind: a file of goldens. */
export interface Family {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** The ruleset of a case, as both sides read it. */
export function rulesetText({ prelude, rules }: Pick<Case, 'prelude' | 'rules'>): string {
  return `${prelude}Rules = [\n${rules.join(',\n')}\n]`;
}

export function caseOf(
  id: string,
  primary: CaseTable,
  rules: readonly string[],
  { references = {}, prelude = '' }: Partial<Pick<Case, 'references' | 'prelude'>> = {},
): Case {
  return { id, primary, references, prelude, rules: [...new Set(rules)] };
}
