import { join } from 'node:path';
import { expect, test } from 'vitest';
import { replay } from '../../src/runner/replay.ts';
import { tempFolder } from '../temp-folder.ts';

const FILES = {
  'scenario.yaml': `name: shop
clock: 2023-01-02T06:00:00Z
sources:
  orders: { files: data/orders.csv }
  customers: { files: data/customers.csv }
ingestion:
  orders:
    columns: { id: int, customer: int }
    rules: rules.dqdl
  customers:
    columns: { id: int, name: string }
processing:
  copies: { sql: copies.sql, dialect: duckdb }
`,
  'data/orders.csv': 'id,customer\n1,1\n2,2\n3,9\n',
  'data/customers.csv': 'id,name\n1,Ann\n2,Bob\n3,Cid\n',
  'copies.sql': 'select id, customer from processed.orders where id < 3',
  'rules.dqdl': `Rules = [
    RowCountMatch "processed.customers" = 1,
    RowCountMatch "customers" = 1,
    RowCountMatch "processed.orders" = 1,
    RowCountMatch "curated.copies" = 1,
    SchemaMatch "processed.customers" > 0.8,
    ReferentialIntegrity "customer" "processed.customers.id" = 1,
    ReferentialIntegrity "customer" "customers.{id}" > 0.6,
    DatasetMatch "copies" "id" "customer" > 0.6,
    AggregateMatch "sum(id)" "sum(processed.customers.id)" = 1
  ]`,
};

test('rules of a scenario reach the other datasets by zone and name, and by the name alone', async () => {
  await using folder = await tempFolder();
  for (const [name, content] of Object.entries(FILES)) await folder.write(name, content);
  const { stages } = await replay({ scenario: folder.path, lake: join(folder.path, 'lake') });
  const outcomes = stages.flatMap((stage) =>
    stage.stage === 'assess' ? stage.datasets.flatMap(({ outcomes: all }) => all) : [],
  );
  expect(outcomes.map(({ outcome, failureReason, details }) => [outcome, failureReason, details])).toEqual([
    ['Passed', null, undefined],
    ['Passed', null, undefined],
    ['Passed', null, undefined],
    ['Failed', 'Value: 1.5 does not meet the constraint requirement.', ['3 rows against 2 in curated.copies']],
    ['Passed', null, undefined],
    ['Failed', 'Value: 0.6666666666666666 does not meet the constraint requirement.', undefined],
    ['Passed', null, undefined],
    ['Passed', null, undefined],
    ['Passed', null, undefined],
  ]);
  expect(outcomes[5]?.failingRows).toMatchObject({ count: 1, sample: [{ _source_row: 3, customer: 9 }] });
});
