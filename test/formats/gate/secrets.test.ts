import { describe, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import { formatNamed } from '../../../src/formats/registry.ts';
import { tempFolder } from '../../temp-folder.ts';
import { EICAR, full, quick, quickCodes } from './gate-fixture.ts';

const ID = 'AKIAIOSFODNN7EXAMPLE';
const KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
/** The test itself has none, as far as scanners of repositories can tell. */
const PRIVATE = 'PRIVATE';
const LETTERS = 'abcdefghijABCDEFGHIJ0123456789abcdefghijABCDEFGHIJ0123456789';

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
const JWT = `${base64url('{"alg":"HS256"}')}.${base64url('{"sub":"1234567890"}')}.${LETTERS.slice(0, 43)}`;

const SECRETS = [
  ['an AWS access key id', ID],
  ['an AWS access key id', 'ASIAIOSFODNN7EXAMPLE'],
  ['an AWS secret access key', `aws_secret_access_key = ${KEY}`],
  ['an AWS secret access key', `SecretAccessKey: '${KEY}'`],
  ['a private key', `-----BEGIN RSA ${PRIVATE} KEY-----`],
  ['a private key', `-----BEGIN ${PRIVATE} KEY-----`],
  ['a GitHub token', `ghp_${LETTERS.slice(0, 36)}`],
  ['a GitHub token', `github_pat_${LETTERS.slice(0, 22)}_${LETTERS.slice(0, 59)}`],
  ['a Slack token', `xoxb-123456789012-${LETTERS.slice(0, 12)}`],
  ['a JSON Web Token', JWT],
] as const;

describe('a secret in a cell', () => {
  test.each(SECRETS)('%s: %s', (kind, secret) => {
    const { verdict, findings } = quick(`id,b\n1,"${secret}"\n`);
    expect(verdict).toBe('quarantined');
    expect(findings).toMatchObject([{ code: 'SECRET_IN_DATA', message: `the data have ${kind}` }]);
  });

  test('is shown by its beginning alone, with its place and how many there are', () => {
    const { findings } = quick(`id,b\n1,${ID}\n2,AKIAIOSFODNN7EXAMPL2\n`);
    expect(findings).toMatchObject([{ offset: 7, found: 'AKIA… (20 characters), and 1 more' }]);
    expect(JSON.stringify(quick(`${ID},${KEY}\n1,2\n`).findings)).not.toMatch(/IOSFODNN7|wJalrXUtn/);
  });

  test('and a key beside its id are two', () => {
    expect(quickCodes(`id,secret\n${ID},${KEY}\n`)).toEqual(['SECRET_IN_DATA', 'SECRET_IN_DATA']);
  });
});

test.each([
  'AKIA',
  'AKIAIOSFODNN7EXAMPL',
  'XAKIAIOSFODNN7EXAMPLE',
  'akiaiosfodnn7example',
  'AKIAIOSFODNN7EXAMPLE1',
  `secret: ${'0123456789abcdef'.repeat(2)}01234567`,
  'secret key: none',
  '-----BEGIN PUBLIC KEY-----',
  '-----BEGIN CERTIFICATE-----',
  'ghp_short',
  'xoxo-love',
  'eyJhbGciOiJub25lIn0',
  `eyJ${LETTERS}.eyJ${LETTERS}.${LETTERS}`,
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  '550e8400-e29b-41d4-a716-446655440000',
])('%s is none', (cell) => {
  expect(quickCodes(`id,b\n1,"${cell}"\n`)).toEqual([]);
});

test('in compressed Parquet it is found in the values, at full depth, as is EICAR', async () => {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  const path = `${folder.path}/a.parquet`;
  const query = sql`select i as id, case when i = 700 then ${`key ${JWT}`} when i = 800 then ${EICAR} else 'none' end as note from range(1, 1000) t(i)`;
  await formatNamed('parquet').write(session, query, path, { compression: 'zstd' });
  const { readFile } = await import('node:fs/promises');
  const content = await readFile(path);
  expect(quickCodes(content, 'a.parquet')).not.toContain('SECRET_IN_DATA');
  expect((await full(content, 'a.parquet')).findings).toMatchObject([
    { code: 'SECRET_IN_DATA', row: 700, column: 'note', found: expect.stringMatching(/^eyJ\S… /) },
    { code: 'EICAR_FOUND', row: 800, column: 'note' },
  ]);
});

test('much that looks like a beginning of one is read fast', () => {
  const began = performance.now();
  for (const piece of ['eyJ-', 'AKIA', 'xoxb-1', 'ghp_', 'secret:', 'secret""""', `eyJ${'a'.repeat(2000)}.`]) {
    quick(`id,b\n${piece.repeat(64 * 1024)}\n`);
  }
  expect(performance.now() - began).toBeLessThan(5000);
});
