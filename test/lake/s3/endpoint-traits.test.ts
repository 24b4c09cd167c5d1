import { expect, test } from 'vitest';
import { readPage } from '../../docs/pages.ts';
import { withColumn } from '../../docs/table-column.ts';
import { expectGolden } from '../../golden.ts';
import { describeService } from '../../services.ts';
import { TRAITS } from './endpoint-traits.ts';
import { startS3 } from './s3-fixture.ts';
import { measure } from './traits/trait.ts';

const PAGE = 'docs/localstack.md';

test('the column of fauxqs in the manual is what it does', async () => {
  const server = await startS3();
  try {
    await expectColumn('fauxqs 1.9', server.address);
  } finally {
    await server.stop();
  }
});

describeService('localstack', 'LocalStack', (endpoint) => {
  test('its column in the manual is what it does', () => expectColumn('LocalStack 4.14', endpoint));
});

describeService('moto', 'moto', (endpoint) => {
  test('its column in the manual is what it does', () => expectColumn('moto 5.2', endpoint));
});

test('the manual has a row for each trait', () => {
  const { text } = readPage(PAGE);
  expect(TRAITS.map(({ name }) => name).filter((name) => !text.includes(`| ${name} |`))).toEqual([]);
});

async function expectColumn(column: string, endpoint: string): Promise<void> {
  const measured = await measure(TRAITS, endpoint);
  expectGolden(`../${PAGE}`, withColumn(readPage(PAGE).text, column, measured));
}
