import { describe, expect, test } from 'vitest';
import { bucketsOf, parseLakeUrl } from '../../../src/lake/s3/address.ts';
import { checkAwsAllowed } from '../../../src/lake/s3/aws-guard.ts';

const parse = (url: string, below: readonly string[] = []) => parseLakeUrl(url, { env: 'dev', below });

const check = (url: string, allowAws?: true | string, endpoint?: string) => () =>
  checkAwsAllowed(parse(url), { endpoint, allowAws });

test('a pattern with {zone} gives each zone a bucket', () => {
  const lake = parse('s3://glue-etl-pipeline-{env}-{zone}/orders/');
  expect(lake.url).toBe('s3://glue-etl-pipeline-dev-{zone}/orders');
  expect(lake.zones.raw).toEqual({ bucket: 'glue-etl-pipeline-dev-raw', prefix: 'orders/' });
  expect(bucketsOf(lake)).toHaveLength(4);
});

test('without {zone} the zones are folders of one bucket', () => {
  const lake = parse('s3://lake', ['retail']);
  expect(lake.zones.quality).toEqual({ bucket: 'lake', prefix: 'retail/quality/' });
  expect(bucketsOf(lake)).toEqual(['lake']);
});

test('{zone} may stand in the prefix', () => {
  expect(parse('s3://lake/{zone}/x').zones.raw).toEqual({ bucket: 'lake', prefix: 'raw/x/' });
});

test.each([
  's3://',
  's3://A',
  's3://ab',
  's3://lake-{stage}',
  's3://lake-{zone',
  's3://la..ke/x',
  's3://-lake',
  's3://lake_x',
])('%j is refused', (url) => {
  expect(() => parse(url)).toThrow('LAKE_URL_INVALID');
});

test.each(['s3://lake/../x', 's3://lake/a\\b', 's3://lake/a\nb'])('the prefix of %j is refused', (url) => {
  expect(() => parse(url)).toThrow('LAKE_BAD_KEY');
});

describe('writing to AWS itself', () => {
  test('must be allowed, and at an endpoint needs nothing', () => {
    expect(check('s3://lake')).toThrow('LAKE_AWS_NOT_ALLOWED');
    expect(check('s3://lake', true)).not.toThrow();
    expect(check('s3://lake-prod', undefined, 'http://127.0.0.1:4566')).not.toThrow();
  });

  test.each(['s3://glue-etl-pipeline-prod-{zone}', 's3://live.lake', 's3://lake-production', 's3://prd'])(
    '%s must be named',
    (url) => {
      const pattern = url.slice('s3://'.length);
      expect(check(url, true)).toThrow(`--allow-aws ${pattern}`);
      expect(check(url, 'another')).toThrow('LAKE_AWS_NOT_ALLOWED');
      expect(check(url, pattern)).not.toThrow();
      expect(check(url, pattern.replace('{zone}', 'raw'))).not.toThrow();
    },
  );

  test.each(['s3://product-lake', 's3://delivery', 's3://reproduction'])('%s does not look like production', (url) => {
    expect(check(url, true)).not.toThrow();
  });
});
