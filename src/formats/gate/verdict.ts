import type { Finding } from '../../core/finding.ts';
import type { FormatName } from '../kinds/format-kind.ts';

/** A check that was not made, and why. */
export interface SkippedCheck {
  readonly check: string;
  readonly reason: string;
}

/** What the gate says of one object. */
export interface GateVerdict {
  /** Errors among the findings quarantine it; warnings do not. */
  readonly verdict: 'accepted' | 'quarantined';
  readonly format: FormatName | null;
  readonly findings: readonly Finding[];
  /** Nothing is skipped silently. */
  readonly skipped: readonly SkippedCheck[];
}

export function verdictOf(
  format: FormatName | null,
  findings: readonly Finding[],
  skipped: readonly SkippedCheck[],
): GateVerdict {
  const isRefused = findings.some(({ severity }) => severity === 'error');
  return { verdict: isRefused ? 'quarantined' : 'accepted', format, findings, skipped };
}
