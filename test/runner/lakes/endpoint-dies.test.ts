import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';
import { expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { connectS3 } from '../../../src/lake/s3/connection.ts';
import { replay } from '../../../src/runner/replay.ts';
import { tempFolder } from '../../temp-folder.ts';

test('an endpoint that dies in the middle of a run breaks the stage that needs it, and the record says so', async () => {
  await using folder = await tempFolder();
  const server = await startFauxqs({ port: 0, logger: false });
  const env = {
    AWS_CONFIG_FILE: '/nowhere',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: server.address,
    GLUE_REPLAY_CACHE: folder.path,
  };
  using connection = await connectS3({ effects: realEffects({ env }) });
  await connection.client.send(new CreateBucketCommand({ Bucket: 'mortal' }));
  let stopped: Promise<void> | undefined;
  const effects = realEffects({
    env,
    progress({ kind, stage }) {
      if (kind === 'start' && stage === 'ingest') stopped = server.stop();
    },
  });
  const record = await replay({ scenario: 'scenarios/quickstart', lake: 's3://mortal', effects });
  await stopped;
  expect(record.status).toBe('broken');
  expect(record.stages.map(({ stage, status }) => `${stage} ${status}`)).toEqual([
    'land done',
    'validate done',
    'ingest failed',
    'process skipped',
    'assess skipped',
  ]);
  expect(record.stages[2]?.findings).toMatchObject([
    { code: 'LAKE_UNREACHABLE', file: expect.stringMatching(/^s3:\/\/mortal\//) },
  ]);
});
