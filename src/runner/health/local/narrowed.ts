import type { ReplayContext } from '../../context.ts';
import type { ScenarioSpec } from '../../scenario-schema.ts';

/** The same context with less of the scenario, for a stage that shall do one thing. */
export function narrowed(context: ReplayContext, part: Partial<ScenarioSpec>): ReplayContext {
  const { scenario } = context;
  return { ...context, scenario: { ...scenario, spec: { ...scenario.spec, ...part } } };
}
