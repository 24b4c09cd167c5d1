import type { Finding } from '../../core/finding.ts';
import { openSession } from '../../duckdb/open-session.ts';
import type { Session } from '../../duckdb/session.ts';
import { readEnds } from '../../formats/file-ends.ts';
import { openClamd, type VirusScanner } from '../../formats/gate/clamd.ts';
import { policyOf } from '../../formats/gate/policy.ts';
import { inParallel } from '../../lake/bounded-parallel.ts';
import { parseRawKey, rawDayPrefix } from '../../lake/keys.ts';
import { quarantineObject, quarantineOfDay, releaseObject, type KnownKeys } from '../../lake/quarantine.ts';
import type { StoredObject } from '../../lake/store.ts';
import { checkStopped, type ReplayContext } from '../context.ts';
import type { StageDetails } from '../stage-log.ts';
import { decideLocalFile } from '../validation/decide-local-file.ts';
import { decideObject, type ObjectDecision } from '../validation/decide-object.ts';
import { honourRelease } from '../validation/honour-release.ts';
import { strayFinding } from '../validation/stray-object.ts';

/** The decision on one object of the day's batch. */
export interface Decision extends ObjectDecision {
  readonly key: string;
  readonly source: string;
}

/** What validation leaves for later. */
export interface Validated {
  readonly decisions: Decision[];
  /** Of what is no object of a source: it was passed over. */
  readonly findings: readonly Finding[];
}

/** How many objects are decided on at a time, and how many of a listing are held for that. */
const AT_A_TIME = 16;
const HELD = 256;

/**
 * Decides on every object of the day's batch; one that is not accepted is copied to quarantine with its reasons, unless
 * it was released. On a remote store an accepted object costs one request, a refused one three. At depth full the objects
 * are read through, one after the other. Throws a `UserError` CLAMD_UNAVAILABLE (exit code 3) where the clamd of the
 * policy is gone.
 */
export async function validate(context: ReplayContext): Promise<Validated> {
  const { store, day, scenario } = context;
  const { depth, clamd } = scenario.spec.raw;
  const known = await quarantineOfDay(store, day);
  await using session = depth === 'full' ? await openSession({ folders: store.localFolders }) : undefined;
  const scanner = clamd === null ? undefined : await openClamd(clamd);
  const atATime = session ? 1 : AT_A_TIME;
  const decisions: Decision[] = [];
  const findings: Finding[] = [];
  const listed = store.list('raw', rawDayPrefix(day), { passOver: (finding) => void findings.push(finding) });
  for await (const objects of piecesOf(listed, HELD)) {
    const strays = objects.map(({ key }) => strayFinding(key));
    findings.push(...strays.filter((finding) => finding !== undefined));
    const ours = objects.filter((_, index) => strays[index] === undefined);
    decisions.push(
      ...(await inParallel(ours, atATime, (object) => decideAndStore(object, { context, known, session, scanner }))),
    );
  }
  return { decisions, findings };
}

export function validateRecord({ decisions }: Pick<Validated, 'decisions'>): StageDetails {
  const accepted = decisions.filter(({ verdict }) => verdict === 'accepted').length;
  return {
    stage: 'validate',
    accepted,
    quarantined: decisions.length - accepted,
    objects: decisions.map(({ findings, skipped: _skipped, ...decision }) => ({
      ...decision,
      findings: [...findings],
    })),
    skipped: skippedOf(decisions),
  };
}

/** Each check that was not made, by reason, with the number of objects. */
function skippedOf(decisions: readonly Decision[]): { check: string; reason: string; objects: number }[] {
  const found = new Map<string, { check: string; reason: string; objects: number }>();
  for (const { check, reason } of decisions.flatMap(({ skipped }) => skipped)) {
    const one = found.get(`${check} ${reason}`) ?? { check, reason, objects: 0 };
    one.objects++;
    found.set(`${check} ${reason}`, one);
  }
  return [...found.values()];
}

interface Deciding {
  readonly context: ReplayContext;
  readonly known: KnownKeys;
  /** Of the gate's own, at depth full. */
  readonly session: Session | undefined;
  readonly scanner: VirusScanner | undefined;
}

async function decideAndStore(object: StoredObject, deciding: Deciding): Promise<Decision> {
  const { context, known } = deciding;
  checkStopped(context.effects);
  const { store } = context;
  const { key } = object;
  const { source } = parseRawKey(key);
  const judged = await decide(object, source, deciding);
  const decision = await honourRelease(store, { key, object, decision: judged }, known);
  const { verdict, findings } = decision;
  if (verdict === 'quarantined') await quarantineObject(store, { key, object, findings }, known);
  else await releaseObject(store, key, known);
  return { key, source, ...decision };
}

async function decide(
  object: StoredObject,
  source: string,
  { context, session, scanner }: Deciding,
): Promise<ObjectDecision> {
  const { store, scenario } = context;
  const { key } = object;
  const policy = policyOf(scenario.spec.raw);
  const sources = Object.keys(scenario.spec.sources);
  const localPath = () => store.localPath('raw', key, object);
  if (!session && !scanner) {
    const ends = async () => readEnds(await localPath());
    return decideObject({ key, source, ends }, { sources, raw: policy });
  }
  return decideLocalFile({ key, source, path: await localPath() }, { sources, policy, session, scanner });
}

/** The items of a listing, some at a time. */
async function* piecesOf<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let piece: T[] = [];
  for await (const item of items) {
    piece.push(item);
    if (piece.length < size) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
