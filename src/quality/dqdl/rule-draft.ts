import type { Condition, Label, Parameter } from './ast.ts';
import type { Span } from './finding-list.ts';
import type { WithClause } from './parse-tags.ts';
import type { Token } from './token.ts';

/** A rule as read, before its type is looked at. */
export interface RuleDraft {
  readonly type: Token;
  readonly parameters: readonly Parameter[];
  readonly condition: Condition | undefined;
  readonly where: (Span & { readonly text: string }) | undefined;
  readonly clauses: readonly WithClause[];
  readonly labels: readonly Label[];
  readonly end: number;
}
