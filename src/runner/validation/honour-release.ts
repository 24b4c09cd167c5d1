import type { Finding } from '../../core/finding.ts';
import type { KnownKeys } from '../../lake/quarantine.ts';
import { releaseOf, type Release } from '../../lake/release.ts';
import type { Store, StoredObject } from '../../lake/store.ts';
import type { ObjectDecision } from './decide-object.ts';

/**
 * The decision that holds: where an object is refused that somebody released, and its bytes are those that were
 * released, it is accepted, and a warning `QUARANTINE_RELEASED` stands for the reasons against it. An object of no
 * source is not: nothing would take it. `key`: under which it goes into quarantine; `known` as for {@link releaseOf}.
 */
export async function honourRelease(
  store: Store,
  { key, object, decision }: { key: string; object: StoredObject; decision: ObjectDecision },
  known?: KnownKeys,
): Promise<ObjectDecision> {
  const { verdict, findings } = decision;
  if (verdict === 'accepted' || findings.some(({ code }) => code === 'SOURCE_UNKNOWN')) return decision;
  const release = await releaseOf(store, { key, object }, known);
  if (!release) return decision;
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  return { ...decision, verdict: 'accepted', findings: [releasedFinding(object.key, release, findings), ...warnings] };
}

function releasedFinding(key: string, { by, at, reason }: Release, findings: readonly Finding[]): Finding {
  const against = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);
  return {
    code: 'QUARANTINE_RELEASED',
    severity: 'warning',
    message: `accepted because ${by} released it on ${at.slice(0, 10)}: ${reason}`,
    file: key,
    ...(against.length > 0 ? { found: against.join('; ') } : {}),
  };
}
