import { userError } from '../core/errors.ts';
import { findScenarios } from './find-scenarios.ts';
import { readScenario, type Scenario } from './scenario.ts';

/**
 * Reads the one scenario that a path means, or that is in `cwd` where there is no path. Throws a `UserError`
 * SCENARIO_NOT_ONE where there are several, and what {@link readScenario} throws.
 */
export async function readOneScenario(path: string | undefined, cwd: string): Promise<Scenario> {
  const [first = '.', ...others] = await findScenarios(path === undefined ? [] : [path], cwd);
  if (others.length === 0) return readScenario(first);
  throw userError({
    code: 'SCENARIO_NOT_ONE',
    message: `${path ?? 'this folder'} has several scenarios, and one is wanted`,
    found: [first, ...others].join(', '),
    hint: 'Name one of them.',
  });
}
