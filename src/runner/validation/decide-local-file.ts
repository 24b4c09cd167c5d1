import type { Session } from '../../duckdb/session.ts';
import type { VirusScanner } from '../../formats/gate/clamd.ts';
import { examineFile } from '../../formats/gate/examine-file.ts';
import { clearSession } from '../../formats/gate/full/clear-session.ts';
import { validateFile } from '../../formats/gate/full/validate-file.ts';
import type { GatePolicy } from '../../formats/gate/policy.ts';
import { withSource, type ObjectDecision } from './decide-object.ts';

export interface LocalObject {
  readonly key: string;
  readonly source: string;
  /** Of its local copy. */
  readonly path: string;
}

/** Decides on an object whose bytes are at hand, as deep as the policy says: with clamd, and with a session the rows read. */
export async function decideLocalFile(
  object: LocalObject,
  {
    sources,
    policy,
    session,
    scanner,
  }: {
    readonly sources: readonly string[];
    readonly policy: GatePolicy;
    /** At depth full: a session of the gate's own, which may read the path; statements do not run at the same time. */
    readonly session: Session | undefined;
    readonly scanner: VirusScanner | undefined;
  },
): Promise<ObjectDecision> {
  const { key, path } = object;
  if (!session) {
    return withSource(object, sources, await examineFile(path, policy, { file: key, scanner }));
  }
  const decision = await validateFile(session, path, { policy, file: key, into: 'gate', scanner });
  await clearSession(session);
  return withSource(object, sources, decision);
}
