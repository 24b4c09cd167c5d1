/** The files of a first scenario by their path: small enough to be read whole, with one thing for each stage to find. */
export function firstScenario(name: string, { schema }: { schema: string | undefined }): ReadonlyMap<string, string> {
  return new Map([
    ['scenario.yaml', (schema === undefined ? '' : `# yaml-language-server: $schema=${schema}\n`) + scenarioYaml(name)],
    ['data/orders.csv', ORDERS],
    ['rules/orders.dqdl', ORDER_RULES],
    ['jobs/daily_revenue.sql', DAILY_REVENUE],
    ['rules/daily_revenue.dqdl', REVENUE_RULES],
    ['README.md', readme(name)],
  ]);
}

function scenarioYaml(name: string): string {
  return `name: ${name}
about: Six orders; one has no amount and one has an amount that is no number. Both must be noticed.
clock: 2024-01-03T06:00:00Z

# What lands in the raw zone.
sources:
  orders:
    files: data/orders.csv

# From raw files to typed tables. A row that does not fit goes to quarantine, with its reason.
ingestion:
  orders:
    columns: { id: bigint, customer_id: varchar, order_date: date, amount: 'decimal(12,2)' }
    partitionBy: [order_date]
    rules: rules/orders.dqdl

# From typed tables to business tables.
processing:
  daily_revenue: { sql: jobs/daily_revenue.sql, dialect: duckdb }

quality:
  curated.daily_revenue: { rules: rules/daily_revenue.dqdl, alertBelow: 0.9 }

# What must come true. What is not stated is not checked.
expect:
  raw: { accepted: 1, quarantined: 0 }
  processed.orders: { rows: 5, quarantined: 1 }
  curated.daily_revenue: { rows: 2 }
  quality:
    processed.orders: { score: 0.75, failed: ['IsComplete "amount"'] }
    curated.daily_revenue: { score: 1, alert: false }
`;
}

const ORDERS = `id,customer_id,order_date,amount
1,c1,2024-01-01,12.50
2,c2,2024-01-01,8.00
3,c1,2024-01-01,
4,c3,2024-01-02,99.90
5,c2,2024-01-02,twelve
6,c1,2024-01-02,7.25
`;

const ORDER_RULES = `Rules = [
    RowCount > 0,
    IsPrimaryKey "id",
    IsComplete "customer_id",
    IsComplete "amount"
]
`;

const DAILY_REVENUE = `select order_date, count(*) as orders, sum(amount) as revenue
from processed.orders
group by order_date
`;

const REVENUE_RULES = `Rules = [
    IsPrimaryKey "order_date",
    IsComplete "revenue",
    Sum "revenue" between 127 and 128
]
`;

function readme(name: string): string {
  return `# ${name}

Run it: \`glue-replay run\` in this folder.

| file | is |
| --- | --- |
| \`scenario.yaml\` | the pipeline, and what is expected of it |
| \`data/orders.csv\` | what lands in the raw zone: six orders |
| \`rules/orders.dqdl\` | rules for the orders, as AWS Glue Data Quality reads them |
| \`jobs/daily_revenue.sql\` | the job that makes \`curated.daily_revenue\` |
| \`rules/daily_revenue.dqdl\` | rules for its result |

Order 5 has the amount \`twelve\`: it goes to quarantine, so 5 rows are left. Order 3 has no amount: \`IsComplete "amount"\`
fails, 3 of 4 rules pass, and the score is 0.75. That is what \`expect\` says, so the run is green: the rules notice what
they must. Mend order 3 and run again: now the expectation is not met, and the report says so.
`;
}
