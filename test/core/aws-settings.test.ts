import { describe, expect, test } from 'vitest';
import { awsSettings } from '../../src/core/aws-settings.ts';
import { tempFolder } from '../temp-folder.ts';

const NO_FILES = { AWS_CONFIG_FILE: '/nowhere/config', AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials' };

const CONFIG = `
[default]
region = eu-west-1

[profile local]
region = eu-central-1
endpoint_url = http://profile:1
services = mine

[services mine]
s3 =
  endpoint_url = http://services:2

[profile path]
s3 =
  addressing_style = path

[profile quiet]
endpoint_url = http://profile:1
ignore_configured_endpoint_urls = true
`;

async function settingsOf(env: Record<string, string>, service: 's3' | 'sqs' = 's3') {
  await using folder = await tempFolder();
  const AWS_CONFIG_FILE = await folder.write('config', CONFIG);
  const AWS_SHARED_CREDENTIALS_FILE = await folder.write('credentials', '');
  return await awsSettings(service, { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, ...env });
}

describe('the endpoint is the first that is said', () => {
  const said = { AWS_ENDPOINT_URL_S3: 'http://s3:3', AWS_ENDPOINT_URL: 'http://all:4', AWS_PROFILE: 'local' };
  test.each([
    ['for the service in the environment', said, 'http://s3:3'],
    ['for all services in the environment', { ...said, AWS_ENDPOINT_URL_S3: '' }, 'http://all:4'],
    ['for the service in the profile', { AWS_PROFILE: 'local' }, 'http://services:2'],
    ['nowhere: AWS itself', {}, undefined],
    ['not to be used, in the environment', { ...said, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, undefined],
    ['not to be used, in the profile', { AWS_PROFILE: 'quiet' }, undefined],
  ])('%s', async (_, env, endpoint) => {
    expect((await settingsOf(env)).endpoint).toBe(endpoint);
  });

  test('for all services in the profile', async () => {
    expect((await settingsOf({ AWS_PROFILE: 'local' }, 'sqs')).endpoint).toBe('http://profile:1');
  });
});

describe('the region', () => {
  test.each([
    [{ AWS_REGION: 'a', AWS_DEFAULT_REGION: 'b' }, 'a'],
    [{ AWS_DEFAULT_REGION: 'b' }, 'b'],
    [{ AWS_PROFILE: 'local' }, 'eu-central-1'],
    [{}, 'eu-west-1'],
    [NO_FILES, 'us-east-1'],
  ])('of %j is %s', async (env, region) => {
    expect((await settingsOf(env)).region).toBe(region);
  });

  test('must be said for SQS on AWS', async () => {
    await expect(settingsOf(NO_FILES, 'sqs')).rejects.toMatchObject({ findings: [{ code: 'AWS_REGION_MISSING' }] });
    expect((await settingsOf({ ...NO_FILES, AWS_ENDPOINT_URL: 'http://x' }, 'sqs')).region).toBe('us-east-1');
  });
});

test('buckets are in the path at an endpoint, and where the profile says so', async () => {
  expect((await settingsOf({})).pathStyle).toBe(false);
  expect((await settingsOf({ AWS_ENDPOINT_URL: 'http://x' })).pathStyle).toBe(true);
  expect((await settingsOf({ AWS_PROFILE: 'path' })).pathStyle).toBe(true);
});

test('keys of the environment are taken whole or not at all', async () => {
  const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_PROFILE: 'local' };
  expect((await settingsOf(keys)).credentials).toEqual({ accessKeyId: 'id', secretAccessKey: 'secret' });
  expect((await settingsOf({ ...keys, AWS_SESSION_TOKEN: 'token' })).credentials).toMatchObject({
    sessionToken: 'token',
  });
  expect((await settingsOf({ AWS_ACCESS_KEY_ID: 'id' })).credentials).toBeUndefined();
});

test.each(['localhost:4566', 'ftp://x', 'http://user:secret@host', 'not a url'])(
  'the endpoint %j is refused, and no secret is repeated',
  async (address) => {
    const error: unknown = await settingsOf({ AWS_ENDPOINT_URL: address }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ exitCode: 2, findings: [{ code: 'AWS_SETTINGS_INVALID' }] });
    expect(String(error)).not.toContain('secret');
  },
);

test('certificates are read where the endpoint is reached by https', async () => {
  await using folder = await tempFolder();
  const AWS_CA_BUNDLE = await folder.write('ca.pem', 'certificates');
  expect((await settingsOf({ AWS_CA_BUNDLE })).ca?.toString()).toBe('certificates');
  expect((await settingsOf({ AWS_CA_BUNDLE, AWS_ENDPOINT_URL: 'https://x' })).ca?.toString()).toBe('certificates');
  const missing = { AWS_CA_BUNDLE: '/nowhere/ca.pem' };
  expect((await settingsOf({ ...missing, AWS_ENDPOINT_URL: 'http://x' })).ca).toBeUndefined();
  await expect(settingsOf(missing)).rejects.toMatchObject({ findings: [{ code: 'AWS_SETTINGS_INVALID' }] });
});
