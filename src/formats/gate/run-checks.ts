import { messageOf } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { ContentWindow } from './content-window.ts';
import type { Evidence, GateCheck, Scanner, Subject } from './gate-check.ts';
import type { Action, GatePolicy } from './policy.ts';
import { CHECKS } from './registry.ts';
import type { SkippedCheck } from './verdict.ts';

export interface ChecksRun {
  readonly findings: readonly Finding[];
  readonly skipped: readonly SkippedCheck[];
}

/** One check on its way through the content. */
interface Running {
  readonly check: GateCheck;
  readonly findings: Finding[];
  scanner: Scanner | undefined;
}

/**
 * Makes the checks of the registry on one object, the content being handed over window by window. A check that throws
 * becomes a finding (`GATE_CHECK_FAILED`), and the others go on.
 */
export function startChecks(
  subject: Subject,
  policy: GatePolicy,
  checks: readonly GateCheck[] = CHECKS,
): { take(window: ContentWindow): void; end(): ChecksRun } {
  const made = checks.filter((check) => check.action(policy) !== 'accept');
  const running = made.map((check): Running => start(check, subject, policy));
  return {
    take(window) {
      for (const one of running) {
        if (one.scanner) guarded(one, subject, (scanner) => scanner.take(window));
      }
    },
    end() {
      for (const one of running) {
        guarded(one, subject, (scanner) => {
          one.findings.push(...findingsOf(scanner.end(), subject.file, one.check.action(policy)));
        });
      }
      return {
        findings: running.flatMap(({ findings }) => findings),
        skipped: checks.filter((check) => !made.includes(check)).map(({ name }) => acceptedUnseen(name)),
      };
    },
  };
}

/** The findings of what was found, as the policy takes it. */
export function findingsOf(evidence: readonly Evidence[], file: string, action: Action): Finding[] {
  if (action === 'accept') return [];
  const severity = action === 'quarantine' ? 'error' : 'warning';
  return evidence.map(({ code, message, ...rest }) => ({ code, severity, message, file, ...rest }));
}

export function acceptedUnseen(check: string): SkippedCheck {
  return { check, reason: 'the policy accepts what it would find' };
}

/** What is said of a check that broke: a bug of ours, or content that nobody thought of. */
export function checkFailed(check: string, file: string, error: unknown): Finding {
  return {
    code: 'GATE_CHECK_FAILED',
    severity: 'error',
    message: `the check of ${check} could not be made: ${messageOf(error).split('\n', 1)[0] ?? ''}`,
    file,
    hint: 'The object is held back. Report it with the object, if you can.',
  };
}

function start(check: GateCheck, subject: Subject, policy: GatePolicy): Running {
  const one: Running = { check, findings: [], scanner: undefined };
  try {
    if ('judge' in check) {
      one.findings.push(...findingsOf(check.judge(subject, policy), subject.file, check.action(policy)));
    } else one.scanner = check.scanner(subject, policy);
  } catch (error) {
    one.findings.push(checkFailed(check.name, subject.file, error));
  }
  return one;
}

function guarded(one: Running, { file }: Subject, action: (scanner: Scanner) => void): void {
  if (!one.scanner) return;
  try {
    action(one.scanner);
  } catch (error) {
    one.scanner = undefined;
    one.findings.push(checkFailed(one.check.name, file, error));
  }
}
