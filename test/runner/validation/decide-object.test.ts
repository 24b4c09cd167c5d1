import { expect, test } from 'vitest';
import type { FileEnds } from '../../../src/formats/file-ends.ts';
import { decideObject, type ObjectDecision } from '../../../src/runner/validation/decide-object.ts';
import { bytesOf } from '../../lake/lake-fixture.ts';

const RULES = { sources: ['orders'], raw: { maxBytes: 20, names: '^[a-z]+\\.' } };

function decide({
  key = 'in/a.csv',
  source = 'orders',
  content = 'id,b\n1,2\n',
}: { key?: string; source?: string; content?: string } = {}): Promise<ObjectDecision> {
  const head = bytesOf(content);
  const ends: FileEnds = { head, tail: head, size: head.length };
  return decideObject({ key, source, ends: async () => ends }, RULES);
}

test('an object that breaks no rule is accepted with its format', async () => {
  expect(await decide()).toMatchObject({ verdict: 'accepted', format: 'csv', findings: [] });
});

test('a warning does not refuse it', async () => {
  expect(await decide({ key: 'in/a.json' })).toMatchObject({
    verdict: 'accepted',
    format: 'csv',
    findings: [{ code: 'FORMAT_EXTENSION_MISMATCH', severity: 'warning', file: 'in/a.json' }],
  });
});

test.each([
  ['a source that is not there', { source: 'nobody' }, 'SOURCE_UNKNOWN'],
  ['a size above the limit', { content: 'id,b\n1,2\n1,2\n1,2\n1,2\n' }, 'OBJECT_TOO_LARGE'],
  ['a name that does not match', { key: 'in/A.csv' }, 'OBJECT_NAME'],
  ['no content', { content: '' }, 'FILE_EMPTY'],
  ['a format that cannot be told', { key: 'in/a.bin', content: '\u0000\u0000\u0001\u0002' }, 'FORMAT_UNKNOWN'],
])('%s refuses it', async (_fault, object, code) => {
  const { verdict, findings } = await decide(object);
  expect({ verdict, codes: findings.map((finding) => finding.code) }).toEqual({
    verdict: 'quarantined',
    codes: [code],
  });
  expect(findings[0]).toMatchObject({ severity: 'error', file: expect.stringMatching(/^in\//) });
});

test('all that is wrong is said', async () => {
  const { findings } = await decide({ source: 'nobody', key: 'in/A.csv', content: '' });
  expect(findings.map(({ code }) => code)).toEqual(['SOURCE_UNKNOWN', 'OBJECT_NAME', 'FILE_EMPTY']);
});

test('a policy that asks for more than the ends show is told so, and refuses nothing by that', async () => {
  const head = bytesOf('id,b\n1,2\n');
  const object = { key: 'in/a.csv', source: 'orders', ends: async () => ({ head, tail: head, size: head.length }) };
  const raw = { depth: 'full', clamd: '127.0.0.1:3310' } as const;
  expect(await decideObject(object, { sources: ['orders'], raw })).toMatchObject({
    verdict: 'accepted',
    findings: [
      {
        code: 'GATE_DEPTH_REDUCED',
        severity: 'warning',
        message: 'the policy asks for more than is looked at here: depth full, clamav',
      },
    ],
  });
});
