import { expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { readJob } from '../../src/local-glue/job.ts';
import { findingsOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';

async function read(text: string, args: Record<string, string | number> = {}) {
  await using folder = await tempFolder();
  await using session = await openSession();
  const file = await folder.write('job.sql', text);
  return await readJob(session, { name: 'j', file, args });
}

test('arguments become bound parameters, never text of the query', async () => {
  const job = await read("select {{ args.day }} as d, '{{args.day}}' || 'x' from processed.t", {
    day: "'; drop table t; --",
  });
  expect(job.query).toBe("select $day as d, '$day' || 'x' from processed.t");
  expect(job.bindings).toEqual({ day: "'; drop table t; --" });
});

test('only the arguments that are used are bound', async () => {
  expect((await read('select 1', { day: '2023-01-02' })).bindings).toEqual({});
});

test('the tables it reads are found through joins, subqueries and CTEs', async () => {
  const job = await read(`with c as (select * from processed.a)
    select * from c join curated.b using (id) where id in (select id from "processed"."c d")`);
  expect(job.reads.toSorted()).toEqual(['curated.b', 'processed.a', 'processed.c d']);
});

test('an unknown argument is found with its place and the nearest', async () => {
  const [finding] = await findingsOf(() => read('select 1,\n  {{ args.dya }}', { day: '2023-01-02' }));
  expect(finding).toMatchObject({
    code: 'JOB_UNKNOWN_ARGUMENT',
    nearest: 'day',
    range: { start: { line: 2, column: 3 } },
  });
});

test.each([
  ['two statements', 'select 1; select 2'],
  ['a statement that writes', 'create table x as select 1'],
  ['a statement that copies out', "copy (select 1) to '/tmp/x'"],
  ['no statement', '-- nothing'],
  ['text that is no SQL', 'selec 1'],
])('%s is refused', async (_, text) => {
  const [finding] = await findingsOf(() => read(text));
  expect(finding?.code).toBe('SQL_NOT_A_QUERY');
});

test.each(["select * from read_csv('/etc/passwd')", "select getenv('HOME')", 'select * from duckdb_settings()'])(
  'what reaches outside of the lake is refused: %s',
  async (text) => {
    const [finding] = await findingsOf(() => read(text));
    expect(finding?.code).toBe('SQL_FORBIDDEN_FUNCTION');
  },
);

test('a job whose rows differ from run to run is warned about', async () => {
  expect((await read('select uuid() as id')).findings).toMatchObject([
    { code: 'JOB_NOT_REPRODUCIBLE', severity: 'warning' },
  ]);
});
