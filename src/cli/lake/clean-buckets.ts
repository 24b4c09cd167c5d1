import type { Effects } from '../../core/effects.ts';
import { parseLakeUrl, type ZonePlace } from '../../lake/s3/address.ts';
import { emptyPlace } from '../../lake/s3/buckets/empty-place.ts';
import { abortUpload, openUploads, type OpenUpload } from '../../lake/s3/buckets/open-uploads.ts';
import { connectS3 } from '../../lake/s3/connection.ts';
import { ZONES } from '../../lake/store.ts';
import { envOf } from './open-lake.ts';

interface Request {
  readonly env?: string;
  readonly effects: Effects;
}

/** The uploads under way in a lake that began longer ago than `olderThanMs`, by the clock of the endpoint. */
export async function oldUploads(
  lake: string,
  request: Request & { readonly olderThanMs: number },
): Promise<OpenUpload[]> {
  using connection = await connectS3(request);
  const old: OpenUpload[] = [];
  for (const place of placesOf(lake, request)) {
    for await (const upload of openUploads(connection, place)) {
      request.effects.signal.throwIfAborted();
      if (upload.initiated.getTime() < connection.now() - request.olderThanMs) old.push(upload);
    }
  }
  return old;
}

/** Gives uploads up. */
export async function abortUploads(uploads: readonly OpenUpload[], request: Request): Promise<void> {
  using connection = await connectS3(request);
  for (const upload of uploads) {
    request.effects.signal.throwIfAborted();
    await abortUpload(connection, upload);
  }
}

/** Deletes all that is in the zones of a lake, old versions and uploads too; gives the number of versions. */
export async function emptyBuckets(lake: string, request: Request): Promise<number> {
  using connection = await connectS3(request);
  let deleted = 0;
  for (const place of placesOf(lake, request)) deleted += await emptyPlace(connection, place, request.effects);
  return deleted;
}

function placesOf(lake: string, request: Request): ZonePlace[] {
  const { zones } = parseLakeUrl(lake, { env: envOf(request) });
  return ZONES.map((zone) => zones[zone]);
}
