import { formatFinding, type Finding } from './finding.ts';

/** 2: usage or configuration, the user's to mend. 3: the run itself broke (a service is gone, a disk is full). */
export type FailureExitCode = 2 | 3;

/**
 * Stops the run and is the user's to mend or to know; anything else thrown is a bug of ours.
 * `findings` holds at least one finding; `message` is their text.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly findings: readonly Finding[];
  readonly exitCode: FailureExitCode;

  constructor(findings: readonly Finding[], options: { exitCode?: FailureExitCode; cause?: unknown } = {}) {
    super(findings.map(formatFinding).join('\n'), options.cause === undefined ? {} : { cause: options.cause });
    this.findings = findings;
    this.exitCode = options.exitCode ?? 2;
  }
}

/** A {@link UserError} of one finding: the common case. */
export function userError(
  finding: Omit<Finding, 'severity'>,
  options: { exitCode?: FailureExitCode; cause?: unknown } = {},
): UserError {
  return new UserError([{ severity: 'error', ...finding }], options);
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
