import { readFile } from 'node:fs/promises';
import { loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';
import type { Effects } from './effects.ts';
import { messageOf, userError } from './errors.ts';

/** How a client of one AWS service is to be made. */
export interface AwsSettings {
  /** Undefined: AWS itself. */
  readonly endpoint: string | undefined;
  readonly region: string;
  /** Those of the environment; undefined: the SDK looks further (profile, SSO, role of the machine). */
  readonly credentials:
    { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string } | undefined;
  /** The profile of the configuration files that was named, or undefined for the default one. */
  readonly profile: string | undefined;
  /** Buckets in the path and not in the host name: always so at an endpoint of one's own. */
  readonly pathStyle: boolean;
  /** The certificates to trust, in PEM; undefined: those that Node trusts. */
  readonly ca: Buffer | undefined;
}

type Env = Effects['env'];
type Profile = Readonly<Record<string, string | undefined>>;

const DEFAULT_REGION = 'us-east-1';

/**
 * The settings of a service from the environment and the files `~/.aws/config` and `credentials`, taken as the AWS
 * command line takes them (AWS SDKs and Tools reference guide, "Service-specific endpoints"; AWS CLI user guide,
 * "Configuration and credential file settings"). Throws a `UserError` AWS_SETTINGS_INVALID or AWS_REGION_MISSING.
 */
export async function awsSettings(service: 's3' | 'sqs', env: Env): Promise<AwsSettings> {
  const { profile, services } = await readProfile(env);
  const ignored = [env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'], profile['ignore_configured_endpoint_urls']].some(
    (value) => value?.toLowerCase() === 'true',
  );
  const endpoint = ignored ? undefined : endpointOf(service, { env, profile, services });
  const region = said(env['AWS_REGION']) ?? said(env['AWS_DEFAULT_REGION']) ?? said(profile['region']);
  if (region === undefined && endpoint === undefined && service !== 's3') throw noRegion();
  return {
    endpoint,
    region: region ?? DEFAULT_REGION,
    credentials: credentialsOf(env),
    profile: said(env['AWS_PROFILE']) ?? said(env['AWS_DEFAULT_PROFILE']),
    pathStyle: endpoint !== undefined || profile['s3.addressing_style'] === 'path',
    ca: endpoint?.startsWith('http:')
      ? undefined
      : await caBundle(said(env['AWS_CA_BUNDLE']) ?? said(profile['ca_bundle'])),
  };
}

async function readProfile(env: Env): Promise<{ profile: Profile; services: Profile }> {
  const name = said(env['AWS_PROFILE']) ?? said(env['AWS_DEFAULT_PROFILE']) ?? 'default';
  const files = { filepath: said(env['AWS_SHARED_CREDENTIALS_FILE']), configFilepath: said(env['AWS_CONFIG_FILE']) };
  try {
    const { configFile, credentialsFile } = await loadSharedConfigFiles({
      ...(files.filepath === undefined ? {} : { filepath: files.filepath }),
      ...(files.configFilepath === undefined ? {} : { configFilepath: files.configFilepath }),
      ignoreCache: true,
    });
    const profile = { ...configFile[name], ...credentialsFile[name] };
    return { profile, services: configFile[`services.${profile['services']}`] ?? {} };
  } catch (error) {
    throw userError(
      {
        code: 'AWS_SETTINGS_INVALID',
        message: `the AWS configuration files cannot be read: ${messageOf(error)}`,
        hint: 'See AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE, by default ~/.aws/config and ~/.aws/credentials.',
      },
      { cause: error },
    );
  }
}

/** The first that is there: for the service or for all, in the environment and then in the profile. */
function endpointOf(
  service: string,
  { env, profile, services }: { env: Env; profile: Profile; services: Profile },
): string | undefined {
  const places: readonly (readonly [place: string, value: string | undefined])[] = [
    [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`]],
    ['AWS_ENDPOINT_URL', env['AWS_ENDPOINT_URL']],
    [`${service}.endpoint_url of the profile's services`, services[`${service}.endpoint_url`]],
    ['endpoint_url of the profile', profile['endpoint_url']],
  ];
  const [place, value] = places.find(([, text]) => said(text) !== undefined) ?? [];
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '') return value.replace(/\/+$/, '');
  throw userError({
    code: 'AWS_SETTINGS_INVALID',
    message: `${place} is not the address of an endpoint`,
    found: JSON.stringify(value.replace(/\/\/.*@/, '//…@')),
    expected: 'http://HOST:PORT or https://HOST, without a user',
  });
}

function credentialsOf(env: Env): AwsSettings['credentials'] {
  const accessKeyId = said(env['AWS_ACCESS_KEY_ID']);
  const secretAccessKey = said(env['AWS_SECRET_ACCESS_KEY']);
  const sessionToken = said(env['AWS_SESSION_TOKEN']);
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

async function caBundle(path: string | undefined): Promise<Buffer | undefined> {
  if (path === undefined) return undefined;
  try {
    return await readFile(path);
  } catch (error) {
    throw userError(
      {
        code: 'AWS_SETTINGS_INVALID',
        message: `the certificates of AWS_CA_BUNDLE, or of ca_bundle in the profile, cannot be read: ${messageOf(error)}`,
        file: path,
        expected: 'a file of certificates in PEM',
      },
      { cause: error },
    );
  }
}

/** An empty variable counts as none. */
function said(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

function noRegion(): Error {
  return userError({
    code: 'AWS_REGION_MISSING',
    message: 'no AWS region is set',
    expected: 'AWS_REGION, or `region` in the profile',
    hint: 'For a service on this machine set AWS_ENDPOINT_URL; then any region will do.',
  });
}
