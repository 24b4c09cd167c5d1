import { createServer, type Server } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseClamdAddress } from '../../../src/formats/gate/clamd-address.ts';
import { openClamd } from '../../../src/formats/gate/clamd.ts';
import { examineFile } from '../../../src/formats/gate/examine-file.ts';
import { policyOf } from '../../../src/formats/gate/policy.ts';
import { findingsOf } from '../../findings.ts';
import { describeService } from '../../services.ts';
import { tempFolder } from '../../temp-folder.ts';
import { EICAR, full } from './gate-fixture.ts';

/** A server that answers PING as clamd does, and what it is sent with `answer`. */
async function answering(answer: string): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      if (data.includes('PING')) socket.end('PONG\n');
      else if (data.subarray(-4).equals(Buffer.alloc(4))) socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address ? `127.0.0.1:${address.port}` : '';
}

async function scanned(address: string, content: string) {
  await using folder = await tempFolder();
  const path = await folder.write('a.csv', content);
  const scanner = await openClamd(address);
  return await examineFile(path, policyOf({ security: { eicar: 'accept' } }), { file: 'a.csv', scanner });
}

describeService('clamd', 'clamd', (address) => {
  test('says what it has found, in the middle of a file too', async () => {
    const rows = 'id,b\n1,2\n'.repeat(50_000);
    const { verdict, findings } = await scanned(address, `${rows}${EICAR}\n${rows}`);
    expect(verdict).toBe('quarantined');
    expect(findings).toMatchObject([{ code: 'VIRUS_FOUND', found: expect.stringContaining('Eicar-Test-Signature') }]);
  });

  test('lets what is clean in, and then nothing is said to be skipped of it', async () => {
    const { verdict, findings, skipped } = await scanned(address, 'id,b\n1,2\n');
    expect({ verdict, findings }).toEqual({ verdict: 'accepted', findings: [] });
    expect(skipped.map(({ check }) => check)).toEqual(['eicar', 'reading']);
  });

  test('is asked at full depth as well', async () => {
    const policy = { clamd: address, security: { eicar: 'accept' } } as const;
    expect((await full(`id,b\n1,${EICAR}\n`, 'a.csv', policy)).findings).toMatchObject([{ code: 'VIRUS_FOUND' }]);
  });
});

test('a clamd that is not there stops the run', async () => {
  expect(await findingsOf(() => openClamd('127.0.0.1:1'))).toMatchObject([
    { code: 'CLAMD_UNAVAILABLE', found: expect.stringContaining('ECONNREFUSED') },
  ]);
  await expect(openClamd('/nowhere/clamd.sock')).rejects.toMatchObject({ exitCode: 3 });
  await expect(openClamd('nowhere')).rejects.toMatchObject({ exitCode: 3 });
});

describe('what clamd cannot scan is refused', () => {
  test.each([
    ['too large for it', 'INSTREAM size limit exceeded. ERROR\0'],
    ['answered with something else', 'well, perhaps\0'],
    ['not answered', ''],
  ])('%s', async (_why, answer) => {
    const { verdict, findings } = await scanned(await answering(answer), 'id,b\n1,2\n');
    expect(verdict).toBe('quarantined');
    expect(findings).toMatchObject([{ code: 'VIRUS_SCAN_FAILED', severity: 'error' }]);
  });
});

test.each([
  ['127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
  ['clamd.local:1', { host: 'clamd.local', port: 1 }],
  ['[::1]:3310', { host: '::1', port: 3310 }],
  ['/run/clamd.sock', { socket: '/run/clamd.sock' }],
  ['clamd', undefined],
  ['host:0', undefined],
  ['host:70000', undefined],
  ['http://host:1', undefined],
])('the address %s', (text, address) => {
  expect(parseClamdAddress(text)).toEqual(address);
});
