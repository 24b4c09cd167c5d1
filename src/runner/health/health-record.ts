import { z } from 'zod';
import { ZONES } from '../../lake/store.ts';
import { findingSchema } from '../record.ts';

const hop = z.object({
  hop: z.enum(['land', 'validate', 'ingest', 'process', 'assess']),
  subject: z.string().describe('A source, or a dataset as `zone.name`.'),
  zone: z.enum(ZONES).describe('Where the stub is after this hop.'),
  state: z
    .enum(['alive', 'stopped', 'unknown', 'skipped'])
    .describe(
      'stopped: the stub did not get through. unknown: it left no sign either way. skipped: a hop before it stopped.',
    ),
  elapsedMs: z
    .number()
    .nonnegative()
    .describe('Of the work; of a deployed pipeline, since the hop before was seen, as often as it is looked.'),
  rows: z.int().nonnegative().nullable().describe('Rows of the stub that were seen; null where rows are not counted.'),
  detail: z.string().nullable().describe('What was seen, in a line.'),
  findings: z.array(findingSchema),
});

const left = z.object({
  zone: z.enum(ZONES),
  key: z.string(),
  reason: z.string().describe('Why it was not deleted.'),
});

/** What a health check did and saw. Published as schemas/health-record.json. */
export const healthRecordSchema = z.object({
  version: z.literal(1),
  status: z
    .enum(['alive', 'stopped', 'broken'])
    .describe('stopped: at a hop. broken: the check itself could not go on; see findings.'),
  mode: z.enum(['local', 'deployed']),
  scenario: z.object({ name: z.string(), path: z.string().nullable().describe('null: the built-in pipeline.') }),
  lake: z.string(),
  marker: z.string().describe('In the keys and rows of this stub, and of no other.'),
  day: z.iso.date().describe('The day the stub was landed under.'),
  from: z.enum(['raw', 'processed', 'curated']),
  began: z.iso.datetime(),
  elapsedMs: z.number().nonnegative(),
  hops: z.array(hop),
  stoppedAt: z.array(z.string()).describe('`ingest processed.orders`: the hops that stopped.'),
  cleanup: z.object({
    kept: z.boolean().describe('Whether --keep left everything where it is.'),
    deleted: z.int().nonnegative().describe('Objects that the check had made, or made others make, and that are gone.'),
    left: z.array(left),
  }),
  findings: z.array(findingSchema),
});

export type HealthRecord = z.output<typeof healthRecordSchema>;
export type Hop = HealthRecord['hops'][number];
export type LeftObject = HealthRecord['cleanup']['left'][number];
