import type { Finding } from '../../../core/finding.ts';
import type { Store } from '../../../lake/store.ts';
import { parseReasons } from '../../quarantine/reasons.ts';

/** Why an object was quarantined, as it is written beside it; one finding that says so where that cannot be read. */
export async function readReasons(store: Store, key: string): Promise<readonly Finding[]> {
  const parsed = parseReasons(await store.read('processed', key));
  if (parsed) return parsed.reasons;
  const message = 'the object was quarantined, and its reasons cannot be read';
  return [{ code: 'HEALTH_REASONS_UNREADABLE', severity: 'error', message, file: `processed/${key}` }];
}
