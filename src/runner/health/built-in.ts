import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findRecipe } from '../../generators/registry.ts';
import { cleanRules } from '../../generators/rules/clean-rules.ts';
import { scenarioSchema } from '../scenario-schema.ts';
import type { Scenario } from '../scenario.ts';

const JOB = `select date_trunc('hour', "timestamp") as hour, count(*) as beats, avg(value) as value
from processed.heartbeat
group by hour
`;

/**
 * The least that is a pipeline, for a check without a scenario: the heartbeat recipe through one dataset, one job and a
 * ruleset for each. Its files are written to `folder`; signs of life are of the hour before `clock`.
 */
export async function builtInScenario(folder: string, clock: Date): Promise<Scenario> {
  const recipe = findRecipe('heartbeat', 'health-check');
  const columns = { id: 'bigint', value: 'double', timestamp: 'timestamp' };
  await writeFile(join(folder, 'beats.sql'), JOB);
  await writeFile(join(folder, 'heartbeat.dqdl'), `Rules = [ ${cleanRules(recipe, { clock }).join(', ')} ]\n`);
  await writeFile(join(folder, 'beats.dqdl'), 'Rules = [ RowCount > 0, IsComplete "hour" ]\n');
  const spec = scenarioSchema.parse({
    name: 'health',
    about: recipe.about,
    clock: clock.toISOString(),
    sources: { heartbeat: { generate: { purpose: 'health-check', dataset: 'heartbeat' } } },
    ingestion: { heartbeat: { columns, rules: 'heartbeat.dqdl' } },
    processing: { beats: { sql: 'beats.sql', dialect: 'duckdb' } },
    quality: { 'curated.beats': { rules: 'beats.dqdl' } },
  });
  return { spec, folder, file: join(folder, 'scenario.yaml'), path: folder };
}
