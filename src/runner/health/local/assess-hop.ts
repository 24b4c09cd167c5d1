import type { Finding } from '../../../core/finding.ts';
import { assess } from '../../stages/assess.ts';
import type { HopOutcome } from '../hop-log.ts';
import type { Drive } from './drive.ts';
import { narrowed } from './narrowed.ts';

/**
 * Runs a dataset's rulesets on the stub. Rules that do not pass are told and stop nothing, since a stub is not a day's
 * data; one that cannot be judged does, unless what it refers to was left out of the check.
 */
export async function assessHop(dataset: string, { context, selection }: Drive): Promise<HopOutcome> {
  const { ingestion, quality } = context.scenario.spec;
  const only = narrowed(context, {
    ingestion: Object.fromEntries(Object.entries(ingestion).filter(([name]) => dataset === `processed.${name}`)),
    quality: Object.fromEntries(Object.entries(quality).filter(([name]) => name === dataset)),
  });
  const { assessments } = await assess(only, new Map());
  const outcomes = assessments.flatMap(({ result }) => result.outcomes);
  const passed = outcomes.filter(({ outcome }) => outcome === 'Passed').length;
  const findings = outcomes
    .filter(({ outcome }) => outcome === 'Error')
    .map(({ rule, failureReason }): Finding => ({
      code: 'HEALTH_RULE_NOT_JUDGED',
      severity: selection.partial ? 'warning' : 'error',
      message: `the rule cannot be judged: ${failureReason ?? 'no reason given'}`,
      dataset,
      found: rule,
    }));
  const stopped = findings.some(({ severity }) => severity === 'error');
  return {
    state: stopped ? 'stopped' : 'alive',
    detail: `${passed} of ${outcomes.length} rules passed on the stub`,
    findings,
  };
}
