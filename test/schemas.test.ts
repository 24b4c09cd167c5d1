import { expect, test } from 'vitest';
import { z } from 'zod';
import { defectsSchema } from '../src/generators/defects/schema.ts';
import { gatePolicySchema } from '../src/formats/gate/policy-schema.ts';
import { recipeSchema } from '../src/generators/recipe.ts';
import { healthRecordSchema } from '../src/runner/health/health-record.ts';
import { replayRecordSchema } from '../src/runner/record.ts';
import { scenarioSchema } from '../src/runner/scenario-schema.ts';
import { expectGolden } from './golden.ts';

/** The published JSON Schemas: what a user writes is described as read, before defaults and conversions. */
const PUBLISHED = [
  { file: 'scenario.json', title: 'scenario.yaml of glue-replay', schema: scenarioSchema, io: 'input' },
  { file: 'recipe.json', title: 'A dataset recipe of glue-replay', schema: recipeSchema, io: 'input' },
  { file: 'gate.json', title: 'gate.yaml of glue-replay', schema: gatePolicySchema, io: 'input' },
  { file: 'defects.json', title: 'A list of defects of glue-replay', schema: defectsSchema, io: 'input' },
  { file: 'replay-record.json', title: 'The replay record of glue-replay', schema: replayRecordSchema, io: 'output' },
  { file: 'health-record.json', title: 'The health record of glue-replay', schema: healthRecordSchema, io: 'output' },
] as const;

test.each(PUBLISHED)('schemas/$file is what the code reads and writes', ({ file, title, schema, io }) => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
  const document = { $schema, $id: file, title, ...rest };
  expectGolden(`../schemas/${file}`, `${JSON.stringify(document, null, 2)}\n`);
});
