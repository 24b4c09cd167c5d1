import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { isInside } from '../../connectors/files.ts';
import { findFiles } from '../../formats/find-files.ts';
import { ZONES } from '../../lake/store.ts';
import type { FileFacts, FileSource } from '../../quality/file-source.ts';
import type { Refusal } from '../../quality/refusal.ts';
import type { ReplayContext } from '../context.ts';
import { hashOf, orRefusal, remoteRefusal } from './file-facts.ts';
import { lakeFiles, type LakeFile } from './lake-files.ts';

/**
 * The files that rules of a replay may judge: the objects of the dataset; those of the lake, by a path that begins with a
 * zone (`raw/data/incoming/`); and files in the scenario's folder. Nothing else can be reached. Times are the replay's,
 * not those of the disk, so that every replay of the scenario judges alike: see {@link lakeFiles}; a file of the scenario
 * is as old as the clock.
 */
export function replayFiles(context: ReplayContext, dataset: string): FileSource {
  const objects = new Map<string, LakeFile>();
  const known = (files: readonly LakeFile[]): readonly LakeFile[] => {
    for (const file of files) objects.set(file.path, file);
    return files;
  };
  return {
    async list(path) {
      if (path === undefined) return known(await lakeFiles(context, { dataset }));
      if (ZONES.some((zone) => path === zone || path.startsWith(`${zone}/`))) {
        return orRefusal(async () => known(await lakeFiles(context, { path })));
      }
      return remoteRefusal(path) ?? orRefusal(() => scenarioFiles(context, path));
    },
    async hash({ path }, algorithm) {
      const object = objects.get(path);
      if (object === undefined) return hashOf(createReadStream(join(context.scenario.folder, path)), algorithm);
      if (object.sha256 !== undefined && algorithm === 'SHA-256') return object.sha256;
      return hashOf(await context.store.stream(object.zone, object.key), algorithm);
    },
  };
}

async function scenarioFiles(
  { scenario: { folder }, effects }: ReplayContext,
  path: string,
): Promise<readonly FileFacts[] | Refusal> {
  const outside: Refusal = { outcome: 'Error', reason: `${path} leads out of the scenario folder` };
  if (!isInside(folder, resolve(folder, path))) return outside;
  const root = await realpath(folder);
  const files: FileFacts[] = [];
  for (const file of await findFiles(join(folder, path), { anyKind: true })) {
    if (!isInside(root, await realpath(file))) return outside;
    const shown = relative(folder, file).replaceAll(sep, '/');
    files.push({ path: shown, size: (await stat(file)).size, modified: effects.now() });
  }
  return files;
}
