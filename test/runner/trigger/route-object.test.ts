import { describe, expect, test } from 'vitest';
import type { ObjectEvent } from '../../../src/connectors/trigger/object-event.ts';
import { parseLakeUrl } from '../../../src/lake/s3/address.ts';
import { routeObject } from '../../../src/runner/trigger/route-object.ts';
import { RULES } from './trigger-fixture.ts';

const ADDRESS = parseLakeUrl('s3://lake/team', { env: 'test' });

function eventAt(key: string, bucket = 'lake'): ObjectEvent {
  return { bucket, key, bytes: 1, etag: null, versionId: null, sequencer: null, time: '2024-01-02T23:59:59.999Z' };
}

function route(key: string, rules = RULES) {
  return routeObject(eventAt(key), { address: undefined, rules });
}

describe('the raw zone', () => {
  test('is found by bucket and prefix', () => {
    const key = 'data/incoming/2024/01/01/orders/a.csv';
    expect(routeObject(eventAt(`team/raw/${key}`), { address: ADDRESS, rules: RULES })).toEqual({
      kind: 'layout',
      key,
      source: 'orders',
    });
  });

  test.each([
    ['lake', 'team/processed/quarantine/objects/2024/01/01/orders/a.csv'],
    ['lake', 'raw/data/incoming/2024/01/01/orders/a.csv'],
    ['other', 'team/raw/data/incoming/2024/01/01/orders/a.csv'],
  ])('is not s3://%s/%s', (bucket, key) => {
    expect(routeObject(eventAt(key, bucket), { address: ADDRESS, rules: RULES })).toEqual({
      kind: 'ignored',
      reason: 'it is not in the raw zone of s3://lake/team',
    });
  });
});

describe('sources by prefix and name', () => {
  test('the longest prefix that matches wins', () => {
    expect(route('drop/orders/refunds/a.csv')).toEqual({
      kind: 'drop',
      key: 'drop/orders/refunds/a.csv',
      source: 'refunds',
      landAs: 'data/incoming/2024/01/02/refunds/a.csv',
    });
  });

  test('a prefix that ends within a name leaves the whole name', () => {
    const rules = { ...RULES, sources: [{ name: 'orders', trigger: { prefix: 'drop/ord' } }] };
    expect(route('drop/orders-1.csv', rules)).toMatchObject({ landAs: 'data/incoming/2024/01/02/orders/orders-1.csv' });
  });

  test('two of one length are not chosen between', () => {
    const sources = ['a', 'b'].map((name) => ({ name, trigger: { prefix: 'drop/' } }));
    expect(route('drop/x.csv', { ...RULES, sources })).toMatchObject({
      kind: 'unrouted',
      findings: [{ code: 'TRIGGER_AMBIGUOUS', file: 'drop/x.csv' }],
    });
  });

  test.each(['drop/orders/a.txt', 'elsewhere/a.csv'])('none has %s, which is ignored', (key) => {
    expect(route(key)).toEqual({ kind: 'ignored', reason: 'no source has it by its prefix and name' });
  });

  test('none is asked for what is below the layout of raw', () => {
    const rules = { ...RULES, sources: [{ name: 'orders', trigger: { prefix: '' } }] };
    expect(route('data/incoming/2024/01/01/customers/a.csv', rules)).toMatchObject({
      kind: 'layout',
      source: 'customers',
    });
  });
});

test('the mark of a folder is ignored', () => {
  expect(route('drop/orders/')).toEqual({ kind: 'ignored', reason: 'it marks a folder' });
});

test.each([
  'data/incoming/2024/13/01/orders/a.csv',
  'data/incoming/a.csv',
  'drop/orders/../a.csv',
  '/drop/orders/a.csv',
  'drop//orders/a.csv',
  'drop/orders/a\u0007.csv',
  `drop/orders/${'a'.repeat(240)}.csv`,
])('the key %j, which the lake cannot have, is unrouted', (key) => {
  expect(route(key)).toMatchObject({ kind: 'unrouted', findings: [{ code: 'LAKE_BAD_KEY' }] });
});
