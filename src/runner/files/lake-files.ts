import { userError } from '../../core/errors.ts';
import { globExpression, isGlob } from '../../formats/glob-pattern.ts';
import { listDatasets, readSnapshot } from '../../lake/snapshot.ts';
import { ZONES, type Zone } from '../../lake/store.ts';
import { compareUtf8 } from '../../lake/utf8-order.ts';
import type { FileFacts } from '../../quality/file-source.ts';
import type { ReplayContext } from '../context.ts';

/** An object of the lake as rules see it: its path is `zone/key`. */
export interface LakeFile extends FileFacts {
  readonly zone: Zone;
  readonly key: string;
  /** Lower-case hexadecimal, where the commit has it. */
  readonly sha256: string | undefined;
}

/**
 * The objects of a dataset, or those at a path (an object, a folder, a glob) that begins with a zone: in `raw` what was
 * landed, elsewhere what the newest commit of each dataset lists. An object was modified when its batch was replayed:
 * on the batch's day, at the time of the clock; what jobs wrote is as old as the clock. Throws a `UserError`
 * FILES_NO_MATCH.
 */
export async function lakeFiles(
  context: ReplayContext,
  { dataset, path }: { readonly dataset?: string; readonly path?: string },
): Promise<readonly LakeFile[]> {
  if (path === undefined) {
    const [zone, name] = partsOf(dataset ?? '');
    return objectsOf(context, zone, name);
  }
  const zone = ZONES.find((each) => path === each || path.startsWith(`${each}/`)) ?? 'raw';
  const wanted = isWanted(path);
  const files = (zone === 'raw' ? await landedObjects(context) : await committedObjects(context, zone)).filter(wanted);
  if (files.length > 0) return files;
  throw userError({ code: 'FILES_NO_MATCH', message: 'the lake has no objects', file: path });
}

function partsOf(dataset: string): [Zone, string] {
  const [zone = '', ...name] = dataset.split('.');
  return [ZONES.find((each) => each === zone) ?? 'raw', name.join('.')];
}

function isWanted(path: string): (file: LakeFile) => boolean {
  if (isGlob(path)) {
    const expression = globExpression(path);
    return (file) => expression.test(file.path);
  }
  const folder = path.endsWith('/') ? path : `${path}/`;
  return (file) =>
    (file.path === path || file.path.startsWith(folder)) && !/\/[._]/.test(file.path.slice(folder.length - 1));
}

async function landedObjects(context: ReplayContext): Promise<LakeFile[]> {
  const files: LakeFile[] = [];
  for await (const { key, bytes } of context.store.list('raw', 'data/')) {
    const [, year, month, day] = /^data\/incoming\/(\d{4})\/(\d\d)\/(\d\d)\//.exec(key) ?? [];
    const modified = momentOf(context, `${year}-${month}-${day}`);
    files.push({ path: `raw/${key}`, size: bytes, modified, zone: 'raw', key, sha256: undefined });
  }
  return files;
}

async function committedObjects(context: ReplayContext, zone: Zone): Promise<LakeFile[]> {
  const files: LakeFile[] = [];
  for (const name of await listDatasets(context.store, zone)) files.push(...(await objectsOf(context, zone, name)));
  return files.toSorted((a, b) => compareUtf8(a.path, b.path));
}

async function objectsOf(context: ReplayContext, zone: Zone, dataset: string): Promise<LakeFile[]> {
  const snapshot = await readSnapshot(context.store, zone, dataset);
  return (snapshot?.objects ?? []).map(({ key, bytes, sha256, origin }) => ({
    path: `${zone}/${key}`,
    size: bytes,
    modified: momentOf(context, origin),
    zone,
    key,
    sha256,
  }));
}

/** A day at the time of the clock; the clock itself for anything else. */
function momentOf({ effects, day }: ReplayContext, origin: string): Date {
  const now = effects.now();
  if (origin === day || !/^\d{4}-\d\d-\d\d$/.test(origin)) return now;
  return new Date(`${origin}${now.toISOString().slice(10)}`);
}
