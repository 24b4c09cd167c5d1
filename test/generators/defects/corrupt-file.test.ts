import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Row, Session } from '../../../src/duckdb/session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import type { FormatName } from '../../../src/formats/format.ts';
import { corruptFile, type Corrupted } from '../../../src/generators/defects/corrupt-file.ts';
import { defectsSchema, type DefectInput } from '../../../src/generators/defects/schema.ts';
import { tempFolder, type TempFolder } from '../../temp-folder.ts';

let session: Session;
let folder: TempFolder;
beforeAll(async () => {
  folder = await tempFolder();
  session = await openSession({ folders: [folder.path] });
});
afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

interface Done extends Corrupted {
  /** The bytes of the written files as Latin-1, by name. */
  readonly texts: Readonly<Record<string, string>>;
  readonly labels: readonly Row[];
}

async function corrupt(
  name: string,
  content: string,
  defects: DefectInput[],
  options: { format?: FormatName; out?: string; seed?: number } = {},
): Promise<Done> {
  const { out = `out-${name}`, seed = 1, ...rest } = options;
  const input = await folder.write(name, content);
  const labelsPath = join(folder.path, 'labels.parquet');
  const path = join(folder.path, out);
  const parsed = defectsSchema.parse(defects);
  const base = { input, path, object: out, dataset: 'd', defects: parsed, seed, labelsPath };
  const done = await corruptFile(session, { ...base, ...rest });
  const texts: Record<string, string> = {};
  for (const file of done.files) texts[file.object] = await readFile(file.path, 'latin1');
  const labels = await session.rows(sql`select * from read_parquet(${labelsPath})`);
  expect(labels).toHaveLength(done.labelled);
  expect(await readFile(input, 'utf8')).toBe(content);
  return { ...done, texts, labels };
}

const CSV = 'id;name;amount\n007;"a;b";1.50\n008;"say ""hi""";2.0\n009;;\n010;"";-0\n';

describe('a CSV file', () => {
  test('keeps the text of each cell, and its delimiter', async () => {
    const { texts } = await corrupt('a.csv', CSV, [
      { kind: 'flipped-sign', column: 'amount', count: 1, where: 'amount = 2' },
    ]);
    expect(texts['out-a.csv']).toBe(CSV.replace('2.0', '-2.0'));
  });

  test('that has rows which cannot be read keeps the others in their order, and says so', async () => {
    const { texts, findings } = await corrupt('bad.csv', 'a,b\n1,2\n3\n4,5,6\n7,8\n9,9\n', [
      { kind: 'duplicate', count: 0 },
    ]);
    expect(texts['out-bad.csv']).toBe('a,b\n1,2\n7,8\n9,9\n');
    expect(findings).toMatchObject([{ code: 'BAD_ROWS', found: 'the first is row 2' }]);
  });

  test('is unchanged by an empty list', async () => {
    const { texts, labelled } = await corrupt('a.csv', CSV, []);
    expect(texts['out-a.csv']).toBe(CSV);
    expect(labelled).toBe(0);
  });

  test('becomes another format with the values it means', async () => {
    const defects: DefectInput[] = [{ kind: 'missing', column: 'name', count: 1, where: "name like 'say%'" }];
    const { files } = await corrupt('a.csv', CSV, defects, { out: 'a.parquet', format: 'parquet' });
    const rows = await session.rows(sql`select * from read_parquet(${files[0]?.path ?? ''})`);
    expect(rows.map(({ id, name, amount }) => [id, name, amount])).toEqual([
      ['007', 'a;b', 1.5],
      ['008', null, 2],
      ['009', null, null],
      ['010', '', -0],
    ]);
  });

  const lists = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constantFrom('missing', 'letter-case', 'mojibake'), column: fc.constant('name') }),
      fc.record({ kind: fc.constantFrom('unit-change', 'wrong-type', 'outlier'), column: fc.constant('amount') }),
      fc.record({ kind: fc.constantFrom('stale-date', 'null-token'), column: fc.constant('day') }),
      fc.record({ kind: fc.constantFrom('duplicate-key', 'orphan'), column: fc.constant('id') }),
    ),
    { maxLength: 5 },
  );

  test('differs from what it was in the labelled cells and nowhere else', async () => {
    const lines = Array.from(
      { length: 60 },
      (_, row) => `${row + 1},name ${row},2023-01-${10 + (row % 20)},${row + 1}.50`,
    );
    await fc.assert(
      fc.asyncProperty(lists, fc.integer(), async (list, seed) => {
        const defects = list.flatMap((defect) => defectsSchema.parse([{ ...defect, count: 3 }]));
        const { texts, labels } = await corrupt('p.csv', `id,name,day,amount\n${lines.join('\n')}\n`, defects, {
          seed,
        });
        const after = (texts['out-p.csv'] ?? '').trimEnd().split('\n').slice(1);
        const found = lines.flatMap((line, row) => {
          const cells = Buffer.from(after[row] ?? '', 'latin1')
            .toString('utf8')
            .split(',');
          return line.split(',').flatMap((cell, index) => {
            const column = ['id', 'name', 'day', 'amount'][index];
            return cells[index] === cell ? [] : [{ row: row + 1, column, before: cell, after: cells[index] }];
          });
        });
        expect(labels.map(({ row, column, before, after: is }) => ({ row, column, before, after: is ?? '' }))).toEqual(
          found,
        );
        expect(found).toHaveLength(3 * list.length);
      }),
      { numRuns: 10 },
    );
  }, 30_000);
});

describe('a JSON file', () => {
  const records = [
    '{"id": 1,  "name": "a", "big": 12345678901234567890.50, "more": {"x": [1.0, "}"]}}',
    String.raw`{ "name": "b \"q\" }", "id":2.0 }`,
    '{"id": 3, "name": 17}',
  ];

  test.each<[FormatName, string, string]>([
    ['json', `[${records.join(', ')}]`, `[\n${records.join(',\n')}\n]\n`],
    ['ndjson', `${records.join('\n')}\n`, `${records.join('\n')}\n`],
  ])(
    '(%s) keeps records as they are written, and in a damaged one all but the damaged value',
    async (format, text, kept) => {
      const none = await corrupt(`r.${format}`, text, [{ kind: 'duplicate', count: 0 }]);
      expect(none.texts[`out-r.${format}`]).toBe(kept);
      const defects: DefectInput[] = [
        { kind: 'letter-case', column: 'name', count: 1, where: 'id = 1' },
        { kind: 'missing', column: 'id', count: 1, where: 'id = 2' },
      ];
      const done = await corrupt(`r.${format}`, text, defects);
      expect(done.texts[`out-r.${format}`]).toBe(kept.replace('"a"', '"A"').replace('2.0', 'null'));
    },
  );

  test('takes a key that a record does not have', async () => {
    const text = '[{"a": 1, "b": 2}, {"a": 5}]';
    const defects: DefectInput[] = [{ kind: 'swapped-columns', column: 'a', with: 'b', count: 1, where: 'a = 5' }];
    const { texts } = await corrupt('k.json', text, defects);
    expect(texts['out-k.json']).toBe('[\n{"a": 1, "b": 2},\n{"a": null, "b": 5}\n]\n');
  });
});

test.each(['csv', 'json'])('in %s the columns may have any names', async (extension) => {
  const names =
    `record copy row column kind before after label object dataset origin_row position text number rank value
    unit taken hits numbered damaged clean placed labels records changed index defect day`.split(/\s+/);
  const rows = names.map(() => names.map(() => 'a'));
  const text =
    extension === 'csv'
      ? `${[names, ...rows].map((row) => row.join(',')).join('\n')}\n`
      : JSON.stringify(rows.map((row) => Object.fromEntries(row.map((value, at) => [names[at], value]))));
  const changes = names.map((column): DefectInput => ({
    kind: 'letter-case',
    column,
    count: 1,
    where: `"${column}" = 'a'`,
  }));
  const { labels } = await corrupt(`names.${extension}`, text, [...changes.slice(1), { kind: 'row-surge', count: 1 }]);
  const told = labels.filter(({ column }) => column !== null);
  expect(
    told.map(({ column, before, after }) => `${String(column)} ${String(before)} ${String(after)}`).toSorted(),
  ).toEqual(
    names
      .slice(1)
      .map((column) => `${column} a A`)
      .toSorted(),
  );
});

test('a Parquet file keeps the types of its columns', async () => {
  const input = join(folder.path, 'types.parquet');
  await session.run(sql`copy (
    select range::utinyint as u, 1.5::decimal(5,1) as d, [range] as l, {'a': 'x'} as s, 'ä' as t, timestamptz '2023-01-01' as z
    from range(9)) to ${input} (format parquet)`);
  const defects = defectsSchema.parse([{ kind: 'mojibake', column: 't', count: 2 }]);
  const options = { input, path: join(folder.path, 'out.parquet'), object: 'o', dataset: 'd', seed: 1, defects };
  const { files, rows } = await corruptFile(session, options);
  expect(rows).toBe(9);
  const [before, after] = [sql`read_parquet(${input})`, sql`read_parquet(${files[0]?.path ?? ''})`];
  expect(await session.columns(after)).toEqual(await session.columns(before));
  const texts = await session.rows(sql`select t, count(*) as n from ${after} group by t order by n`);
  expect(texts).toEqual([
    { t: 'Ã¤', n: 2 },
    { t: 'ä', n: 7 },
  ]);
});

test('the folder of a partition adds no column', async () => {
  const defects: DefectInput[] = [{ kind: 'missing', column: 'a', count: 1 }];
  const { texts } = await corrupt('day=2023-01-02/h.ndjson', '{"a": 1}\n', defects, { out: 'h.ndjson' });
  expect(texts['h.ndjson']).toBe('{"a": null}\n');
});

test('a failure leaves no file, nor part of one', async () => {
  const before = await readdir(folder.path);
  const failing = corrupt('a.csv', CSV, [{ kind: 'missing', column: 'nothing', count: 1 }], { out: 'never.csv' });
  await expect(failing).rejects.toThrow(/DEFECT_UNKNOWN_COLUMN/);
  await expect(
    corrupt('a.csv', CSV, [{ kind: 'wrong-encoding', to: 'latin-1' }], { out: 'never.csv' }),
  ).rejects.toThrow(/DEFECT_FILE_UNFIT/);
  expect(await readdir(folder.path)).toEqual(before);
});
