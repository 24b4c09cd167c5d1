import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { deriveSeed } from '../../core/seed.ts';
import { openSession } from '../../duckdb/open-session.ts';
import { sql } from '../../duckdb/sql.ts';
import { formatNamed } from '../../formats/registry.ts';
import { corruptFile } from '../../generators/defects/corrupt-file.ts';
import type { Defect } from '../../generators/defects/schema.ts';
import { rawKey } from '../../lake/keys.ts';
import type { ReplayContext } from '../context.ts';
import { labelsPath, type LocalObject } from './local-object.ts';

/**
 * Damages copies of a source's files in the session's scratch folder, each with all defects that concern it, and leaves
 * the labels of all of them beside them. They are read in a session of their own, which holds nothing once they are
 * written.
 */
export async function corruptObjects(
  source: string,
  { files, defects }: { readonly files: readonly LocalObject[]; readonly defects: readonly Defect[] },
  { session, seed, day, effects }: ReplayContext,
): Promise<LocalObject[]> {
  const folder = join(session.scratch, 'generated', source);
  await mkdir(join(folder, 'clean'), { recursive: true });
  await using own = await openSession({ folders: [folder], signal: effects.signal });
  const objects: LocalObject[] = [];
  const labels: string[] = [];
  for (const [index, { path, object }] of files.entries()) {
    const input = join(folder, 'clean', object);
    await copyFile(path, input);
    const labelsOfFile = join(folder, 'clean', `labels-${index}.parquet`);
    const { files: made } = await corruptFile(own, {
      input,
      path: join(folder, object),
      object: rawKey({ day, source, object }),
      dataset: source,
      defects,
      seed: deriveSeed(seed, object),
      labelsPath: labelsOfFile,
      signal: effects.signal,
    });
    labels.push(labelsOfFile);
    objects.push(...made.map((file) => ({ path: file.path, object: basename(file.object) })));
  }
  const all = sql`select * from read_parquet([${labels}])
    order by object, "row", origin_row, "column", kind, "before", "after"`;
  await formatNamed('parquet').write(own, all, labelsPath(source, session));
  return objects;
}
