import { expect, test } from 'vitest';
import { parseYaml } from '../../../src/core/yaml.ts';
import { gatePolicySchema } from '../../../src/formats/gate/policy-schema.ts';
import { DEFAULT_POLICY, policyOf } from '../../../src/formats/gate/policy.ts';
import { printTriggerConfig, parseTriggerConfig } from '../../../src/runner/trigger/trigger-config.ts';
import { findingsOf } from '../../findings.ts';

function read(text: string) {
  return parseYaml(text, gatePolicySchema, { file: 'gate.yaml' });
}

test('an empty policy is the default one, and so is none', () => {
  expect(read('{}')).toEqual(DEFAULT_POLICY);
  expect(policyOf()).toEqual(DEFAULT_POLICY);
});

test('what is said is read, and the rest has its default', () => {
  expect(
    read(`depth: full
maxBytes: 1 MB
schema: { columns: { id: bigint, amount: 'decimal(12,2)' }, unexpected: quarantine }
security: { formulas: quarantine }
clamd: 127.0.0.1:3310
`),
  ).toEqual(
    policyOf({
      depth: 'full',
      maxBytes: 1024 * 1024,
      schema: { columns: { id: 'BIGINT', amount: 'DECIMAL(12,2)' }, unexpected: 'quarantine' },
      security: { formulas: 'quarantine' },
      clamd: '127.0.0.1:3310',
    }),
  );
});

test('every mistake is told, with its line and the nearest name', async () => {
  const findings = await findingsOf(() =>
    read(`depht: full
maxBytes: 1 XB
security: { formula: warn, secrets: warm }
schema: { columns: { id: bigit } }
names: '('
clamd: somewhere
formats: [cvs]
`),
  );
  expect(findings.map(({ range, nearest, message }) => [range?.start.line, nearest ?? message])).toEqual([
    [2, 'maxBytes: not a size: write `512 MB`, with B, KB, MB, GB or TB'],
    [5, 'names: not a regular expression'],
    [7, 'csv'],
    [4, 'schema.columns.id: no type is named "bigit"; did you mean "bigint"?'],
    [3, 'warn'],
    [3, 'formulas'],
    [6, 'clamd: not an address: write `host:port`, or the path of a socket'],
    [1, 'depth'],
  ]);
});

test('a policy goes into the configuration of a Lambda function and comes out of it', () => {
  const raw = policyOf({
    maxBytes: 7,
    names: '^a',
    formats: ['csv'],
    forbiddenCharacters: '',
    security: { eicar: 'warn' },
  });
  const config = { rules: { scenario: 's', sources: [{ name: 'a' }], raw }, lake: 's3://b' };
  expect(parseTriggerConfig(printTriggerConfig(config), 'config.json')).toEqual(config);
});

function configWith(raw: unknown): string {
  return JSON.stringify({ formatVersion: 1, lake: 's3://b', scenario: 's', sources: [], raw });
}

test('a configuration with a wrong policy is refused, one with a part of it has the defaults', async () => {
  expect(parseTriggerConfig(configWith({ maxBytes: 7 }), 'c').rules.raw).toEqual(policyOf({ maxBytes: 7 }));
  for (const raw of [undefined, [], { depth: 'deep' }, { maxBytes: '7' }, { formats: ['cvs'] }, { security: 1 }]) {
    expect(await findingsOf(() => parseTriggerConfig(configWith(raw), 'c'))).toMatchObject([
      { code: 'TRIGGER_CONFIG_INVALID' },
    ]);
  }
});
