import type { Finding } from '../../core/finding.ts';
import type { Session } from '../../duckdb/session.ts';
import type { Ruleset } from '../../quality/dqdl/ast.ts';
import type { Tables } from './question.ts';
import type { SourceForm } from './source-form.ts';

/** Tables that are open in a session, and the ruleset that judges the first. */
export interface Subject extends SourceForm {
  readonly session: Session;
  readonly ruleset: Ruleset;
  readonly tables: Tables;
  readonly clock: Date;
  readonly findings: readonly Finding[];
}
