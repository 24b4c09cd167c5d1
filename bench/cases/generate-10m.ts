import { join } from 'node:path';
import type { Table } from 'apache-arrow';
import { openSession } from '../../src/duckdb/open-session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { formatNamed } from '../../src/formats/registry.ts';
import { generateFile } from '../../src/generators/generate-file.ts';
import { generateTable } from '../../src/generators/generate-table.ts';
import type { Bench } from '../bench.ts';
import { people } from '../people.ts';

const ROWS = 10_000_000;

/** By hand: the same columns of the same shape, drawn by DuckDB's own hash from the same names and addresses. */
const plainRows = sql`
  select
    'T' || lpad(cast(n + 1 as varchar), 8, '0') as id,
    'C' || lpad(cast(hash(n) % 1000 + 1 as varchar), 6, '0') as customer_id,
    names.list[1 + cast(hash(n + 1) % 10000 as integer)] as name,
    emails.list[1 + cast(hash(n + 2) % 10000 as integer)] as email,
    case when hash(n + 3) % 100 < 40 then 'US' when hash(n + 3) % 100 < 70 then 'DE' else 'JP' end as country,
    timestamp '2023-01-01' + to_seconds(cast(hash(n + 4) % 2678400 as bigint)) as seen_at,
    cast(exp(((hash(n + 5) % 65536) / 16384.0 - 2) * 1.6) * 120 as decimal(12, 2)) as amount,
    cast(hash(n + 6) % 9 + 1 as integer) as quantity,
    case when hash(n + 7) % 10 = 0 then null else cast(hash(n + 8) % 1000001 as bigint) end as points,
    hash(n + 9) % 2 = 0 as flag
  from range(${ROWS}) as numbers(n),
    (select list(name order by place) as list from drawn) as names,
    (select list(email order by place) as list from drawn) as emails`;

export const generate10m: Bench = {
  name: 'generate-10m',
  about: '10,000,000 rows of ten columns into snappy Parquet, beside DuckDB SQL written by hand for the same shape',
  budget: { ratio: 1.5 },
  rounds: 3,
  async prepare(folder) {
    const drawn = await drawnValues();
    return {
      subject: {
        name: 'generate',
        run: async () => {
          await using session = await openSession({ folders: [folder] });
          const path = join(folder, 'made.parquet');
          const options = { ...ORIGIN, recipe: people, rows: ROWS };
          await generateFile(session, { ...options, format: 'parquet', path, object: 'made.parquet' });
        },
      },
      baselines: [
        {
          name: 'plain SQL',
          run: async () => {
            await using session = await openSession({ folders: [folder] });
            await session.createTable('drawn', drawn);
            await formatNamed('parquet').write(session, plainRows, join(folder, 'plain.parquet'));
          },
        },
      ],
    };
  },
};

const ORIGIN = { seed: 1, clock: new Date('2023-02-01T00:00:00Z') };

/** The names and addresses that both draw from. */
async function drawnValues(): Promise<Table> {
  await using session = await openSession();
  const table = await generateTable(session, people, { ...ORIGIN, rows: 10_000 });
  return await session.arrow(sql`select row_number() over () as place, name, email from ${table}`);
}
