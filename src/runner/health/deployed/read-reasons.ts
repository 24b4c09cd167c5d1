import { z } from 'zod';
import type { Finding } from '../../../core/finding.ts';
import type { Store } from '../../../lake/store.ts';
import { findingSchema } from '../../record.ts';

const reasons = z.object({ reasons: z.array(findingSchema) });

/** Why an object was quarantined, as it is written beside it; one finding that says so where that cannot be read. */
export async function readReasons(store: Store, key: string): Promise<Finding[]> {
  const content = await store.read('processed', key);
  const parsed = reasons.safeParse(content && parseJson(new TextDecoder().decode(content)));
  if (parsed.success) return parsed.data.reasons;
  const message = 'the object was quarantined, and its reasons cannot be read';
  return [{ code: 'HEALTH_REASONS_UNREADABLE', severity: 'error', message, file: `processed/${key}` }];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
