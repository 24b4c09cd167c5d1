import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { IMAGE, SETTINGS } from '../../../src/runner/localstack/container.ts';
import { ROOT } from '../../architecture/project-files.ts';
import { readPage } from '../../docs/pages.ts';

test('the compose file starts the image that is started in a container, with its settings, for this machine alone', () => {
  expect(parse(readFileSync(join(ROOT, 'docs/localstack/docker-compose.yml'), 'utf8'))).toEqual({
    services: { localstack: { image: IMAGE, ports: ['127.0.0.1:4566:4566'], environment: SETTINGS } },
  });
});

test('the manual names that image and no other', () => {
  const named = readPage('docs/localstack.md').text.match(/localstack\/localstack:[\w.-]+/g);
  expect(new Set(named)).toEqual(new Set([IMAGE]));
});
