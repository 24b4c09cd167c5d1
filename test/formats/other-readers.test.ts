import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Row } from '../../src/duckdb/session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { openData } from '../../src/formats/open-data.ts';
import { outputForm } from '../../src/formats/output-form.ts';
import { describeService } from '../services.ts';
import { tempFolder } from '../temp-folder.ts';

const FRAME = `
import sys, json
import pandas as pd
import pyarrow as pa, pyarrow.feather, pyarrow.parquet

def read(path):
    plain = path.rsplit('.', 1)[0] if path.endswith(('.gz', '.zst', '.bz2')) else path
    if plain.endswith('.csv'): return pd.read_csv(path)
    if plain.endswith('.tsv'): return pd.read_csv(path, sep='\\t')
    if plain.endswith('.ndjson'): return pd.read_json(path, lines=True)
    if plain.endswith('.json'): return pd.read_json(path)
    if plain.endswith('.parquet'): return pa.parquet.read_table(path).to_pandas()
    return pa.feather.read_table(path).to_pandas()

def write(frame, path):
    plain = path.rsplit('.', 1)[0] if path.endswith(('.gz', '.zst', '.bz2')) else path
    if plain.endswith('.csv'): return frame.to_csv(path, index=False)
    if plain.endswith('.tsv'): return frame.to_csv(path, index=False, sep='\\t')
    if plain.endswith('.ndjson'): return frame.to_json(path, orient='records', lines=True, force_ascii=False)
    if plain.endswith('.json'): return frame.to_json(path, orient='records', force_ascii=False)
    if plain.endswith('.parquet'): return pa.parquet.write_table(pa.Table.from_pandas(frame), path)
    table = pa.Table.from_pandas(frame)
    with pa.OSFile(path, 'wb') as sink, pa.ipc.new_file(sink, table.schema) as writer: writer.write_table(table)
`;

const ROWS = [
  { id: 1, name: 'a "b", c', share: 0.5 },
  { id: -2, name: 'é\tx', share: -1.25 },
  { id: 9_000_000_000_000_000, name: 'line\nbreak', share: 1e300 },
];

const READ_BY_BOTH = ['csv', 'tsv', 'json', 'ndjson'].flatMap((name) => [`f.${name}`, `f.${name}.gz`, `f.${name}.zst`]);
const TYPED = ['f.parquet', 'f.arrow'];

describeService('python', 'files and pandas or PyArrow', (python) => {
  test.each([...READ_BY_BOTH, ...TYPED])('%s that is written is read there', async (name) => {
    await using folder = await tempFolder();
    await using session = await openSession({ folders: [folder.path] });
    const path = `${folder.path}/${name}`;
    const { format, compression } = outputForm(path);
    const query = sql`select * from (values (1, 'a "b", c', 0.5::double), (-2, ${'é\tx'}, -1.25),
      (9000000000000000, ${'line\nbreak'}, 1e300)) t(id, name, share)`;
    await format?.write(session, query, path, compression === undefined ? {} : { compression });
    const code = `${FRAME}\nprint(json.dumps(read(sys.argv[1]).to_dict('records')))`;
    expect(JSON.parse(execFileSync(python, ['-c', code, path], { encoding: 'utf8' }))).toEqual(ROWS);
  });

  test.each([...READ_BY_BOTH, 'f.csv.bz2', 'f.ndjson.bz2', ...TYPED])(
    '%s that is written there is read',
    async (name) => {
      await using folder = await tempFolder();
      const path = `${folder.path}/${name}`;
      const code = `${FRAME}\nwrite(pd.DataFrame(json.loads(sys.argv[2])), sys.argv[1])`;
      execFileSync(python, ['-c', code, path, JSON.stringify(ROWS)]);
      await using session = await openSession({ folders: [folder.path] });
      const { relation, rowOrder, findings } = await openData(session, path, { into: 'data' });
      const rows: Row[] = await session.rows(sql`select id, name, share from ${relation} order by ${rowOrder}`);
      expect({ rows, findings }).toEqual({ rows: ROWS, findings: [] });
    },
  );
});
