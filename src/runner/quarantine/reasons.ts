import { z } from 'zod';
import type { Finding } from '../../core/finding.ts';
import type { RefusingStage } from '../../lake/quarantine.ts';
import { findingSchema } from '../record.ts';

/** What stands beside a quarantined object. */
export interface Reasons {
  /** The key in raw of what was refused; of an object that a source's `trigger` claims, where it was dropped. */
  readonly object: string;
  readonly stage: RefusingStage;
  readonly reasons: readonly Finding[];
}

const schema = z.object({
  object: z.string(),
  stage: z.enum(['validate', 'ingest']).default('validate'),
  reasons: z.array(findingSchema),
});

/** Reads the bytes of a reasons file; undefined where there are none, or they were damaged. */
export function parseReasons(content: Uint8Array | undefined): Reasons | undefined {
  const parsed = schema.safeParse(content && parseJson(new TextDecoder().decode(content)));
  return parsed.success ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
