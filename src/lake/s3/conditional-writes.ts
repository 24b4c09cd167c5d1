import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { isAnswer } from '../../core/aws-failure.ts';
import type { Finding } from '../../core/finding.ts';
import type { ZonePlace } from './address.ts';
import type { S3Connection } from './connection.ts';
import { guardS3 } from './failure.ts';

/** In the quality zone: what tells, by being there, whether the endpoint honours a condition. Never listed. */
export const PROBE_KEY = '.conditional-write';

const CONTENT = Buffer.from(
  'glue-replay writes this object only if it is absent, to see whether the endpoint honours that.\n',
);

/**
 * Whether the endpoint honours `If-None-Match: *`: AWS does, and others are asked by an object that is written where it
 * is not there yet, and then once more.
 */
export async function honoursConditions(connection: S3Connection, { bucket, prefix }: ZonePlace): Promise<boolean> {
  if (connection.endpoint === undefined) return true;
  const place = { bucket, key: prefix + PROBE_KEY };
  const refused = async (): Promise<boolean> => {
    try {
      const ContentMD5 = createHash('md5').update(CONTENT).digest('base64');
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: place.key,
        Body: CONTENT,
        ContentMD5,
        IfNoneMatch: '*',
      });
      await connection.client.send(command);
      return false;
    } catch (error) {
      if (isAnswer(error, 'PreconditionFailed', '412')) return true;
      throw error;
    }
  };
  return guardS3(connection, place, async () => (await refused()) || (await refused()));
}

/** For the record of a run on an endpoint that takes a conditional write whatever is there. */
export function conditionsIgnored(url: string): Finding {
  return {
    code: 'LAKE_CONDITIONS_IGNORED',
    severity: 'warning',
    message: 'the endpoint ignores `If-None-Match`: what is there is looked up before each write instead',
    file: url,
    hint: 'One run at a time is safe there; of two at once, one can replace what the other wrote. See docs/localstack.md.',
  };
}
