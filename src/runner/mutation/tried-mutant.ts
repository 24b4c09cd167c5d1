import type { RuleNode } from '../../quality/dqdl/ast.ts';
import type { Killer } from './judge-mutant.ts';
import type { MutantOperator } from './operators.ts';
import type { Amount } from './planned-amounts.ts';
import type { DatasetMutation, DefectMutation } from './result.ts';

/** A mutant and what became of it. */
export interface TriedMutant {
  readonly operator: MutantOperator;
  readonly amount: Amount;
  readonly example: DefectMutation['example'];
  readonly killers: readonly Killer[];
  /** Of a survivor: the candidates that kill it. */
  readonly suggested: readonly RuleNode[];
}

export type Untried = DatasetMutation['untried'][number];
