import { describe, expect, test } from 'vitest';

/** What a test may need besides this process. */
export type ServiceName = 'localstack' | 'moto' | 'docker' | 'python' | 'clamd';

const VARIABLES = {
  localstack: 'GLUE_REPLAY_TEST_LOCALSTACK',
  moto: 'GLUE_REPLAY_TEST_MOTO',
  docker: 'GLUE_REPLAY_TEST_DOCKER',
  python: 'GLUE_REPLAY_TEST_PYTHON',
  clamd: 'GLUE_REPLAY_TEST_CLAMD',
} as const;

/**
 * The address of a service that runs for the tests, as its variable says: an `http://` URL for LocalStack and moto, the
 * value of DOCKER_HOST for Docker, the path of a Python that has PyArrow, fastavro, pyorc and
 * pandas, `host:port` of a clamd that knows the EICAR test string. Undefined where the variable is missing or empty.
 */
export function serviceUrl(name: ServiceName): string | undefined {
  const url = process.env[VARIABLES[name]];
  return url === undefined || url === '' ? undefined : url;
}

/**
 * A `describe` of tests that need a service; `body` gets its address. Where the service is missing, one test stands in
 * for them whose name says how to start it: skipped, or failing where REQUIRE_SERVICES=1 says that none may be missing.
 */
export function describeService(name: ServiceName, title: string, body: (url: string) => void): void {
  const url = serviceUrl(name);
  describe(title, () => {
    if (url === undefined) standIn(name);
    else body(url);
  });
}

function standIn(name: ServiceName): void {
  const missing = `needs ${VARIABLES[name]}: eval "$(.ci/services.sh)" starts ${name}`;
  test.runIf(process.env['REQUIRE_SERVICES'] === '1')(missing, () => {
    expect.fail(missing);
  });
}
