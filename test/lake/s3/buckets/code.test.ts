import { expect, test } from 'vitest';
import { renderCloudFormation } from '../../../../src/lake/s3/buckets/cloudformation.ts';
import { renderTerraform } from '../../../../src/lake/s3/buckets/terraform.ts';
import { expectGolden } from '../../../golden.ts';
import { FOUR, planOf, SHARED } from './plan-fixture.ts';

test.each([
  ['four-buckets', FOUR, {}],
  ['one-bucket', SHARED, { kmsKey: 'alias/lake' }],
])('%s as Terraform and as CloudFormation', (name, url, options) => {
  const plans = planOf(url, options);
  expectGolden(`lake/s3/buckets/golden/${name}.tf`, renderTerraform(plans, { url }));
  expectGolden(`lake/s3/buckets/golden/${name}.yaml`, renderCloudFormation(plans, { url }));
});

test('what would begin a template in Terraform is quoted', () => {
  const text = renderTerraform(planOf('s3://lake', { kmsKey: '${a} %{b} "c"' }), { url: 's3://lake' });
  expect(text).toContain(String.raw`kms_master_key_id = "$${'$'}{a} %%{b} \"c\""`);
});
