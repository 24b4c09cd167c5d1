import type { ScenarioSpec } from '../scenario-schema.ts';
import type { TriggerRules } from './trigger.ts';

/** What the trigger needs of a scenario. */
export function rulesOfScenario({ name, sources, raw }: ScenarioSpec): TriggerRules {
  return {
    scenario: name,
    sources: Object.entries(sources).map(([source, { trigger }]) =>
      trigger ? { name: source, trigger } : { name: source },
    ),
    raw,
  };
}
