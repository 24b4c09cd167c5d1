import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { sql } from '../../../src/duckdb/sql.ts';
import type { Compression } from '../../../src/formats/format.ts';
import { formatNamed } from '../../../src/formats/registry.ts';
import { codesOf } from '../../findings.ts';
import { describeService } from '../../services.ts';
import { tempFolder } from '../../temp-folder.ts';
import { readAs } from '../read-rows.ts';

/** What fastavro asks for its codec zstandard under another name. */
const ZSTD = `
import sys, types, zstandard
sys.modules['backports'] = types.ModuleType('backports')
sys.modules['backports'].zstd = types.SimpleNamespace(
  compress=lambda data: zstandard.ZstdCompressor().compress(data),
  decompress=lambda data: zstandard.ZstdDecompressor().decompress(data, max_output_size=1 << 28))
`;

/** Every logical type, in a nullable field each, and a row of nulls. */
const MAKE = `
import datetime, decimal, io, sys, uuid, fastavro
def logical(of, name, **more): return ['null', {'type': of, 'logicalType': name, **more}]
fields = {
  'id': 'long', 'text': ['null', 'string'], 'yes': ['boolean', 'null'], 'real': ['null', 'double'],
  'amount': logical('bytes', 'decimal', precision=12, scale=2),
  'price': ['null', {'type': 'fixed', 'name': 'Price', 'size': 8, 'logicalType': 'decimal', 'precision': 10, 'scale': 3}],
  'day': logical('int', 'date'), 'clock': logical('int', 'time-millis'), 'exact': logical('long', 'time-micros'),
  'millis': logical('long', 'timestamp-millis'), 'micros': logical('long', 'timestamp-micros'),
  'local': logical('long', 'local-timestamp-micros'), 'key': logical('string', 'uuid'),
  'kind': ['null', {'type': 'enum', 'name': 'Kind', 'symbols': ['ONE', 'TWO']}],
  'tags': ['null', {'type': 'array', 'items': ['null', 'string']}],
  'counts': ['null', {'type': 'map', 'values': 'int'}],
  'either': ['null', 'long', 'string'],
  'inner': ['null', {'type': 'record', 'name': 'Inner', 'fields': [{'name': 'a', 'type': 'int'}]}],
}
schema = {'type': 'record', 'name': 'Row', 'fields': [{'name': n, 'type': t} for n, t in fields.items()]}
utc = datetime.timezone.utc
def row(i):
  moment = datetime.datetime(2023, 1, 2, 6, 0, 0, 123000 + i % 1000, tzinfo=utc)
  return {'id': i, 'text': f'text {i} é', 'yes': i % 2 == 0, 'real': i / 8, 'amount': decimal.Decimal(-i) / 100,
    'price': decimal.Decimal(i) / 1000, 'day': datetime.date(1960, 2, 29), 'clock': datetime.time(1, 2, 3, 4000),
    'exact': datetime.time(1, 2, 3, 4), 'millis': moment.replace(microsecond=123000), 'micros': moment,
    'local': moment.replace(tzinfo=None), 'key': uuid.UUID(int=i), 'kind': 'TWO', 'tags': ['x', None], 'counts': {'a': i},
    'either': f's{i}' if i % 2 else i, 'inner': {'a': i}}
rows = [row(i) for i in range(2000)] + [{'id': 2000}]
out = io.BytesIO()
fastavro.writer(out, fastavro.parse_schema(schema), rows, codec=sys.argv[1], sync_interval=16000)
sys.stdout.buffer.write(out.getvalue())
`;

const READ = `
import fastavro, json, sys
print(json.dumps([{name: repr(value) for name, value in row.items()} for row in fastavro.reader(open(sys.argv[1], 'rb'))]))
`;

describeService('python', 'files of fastavro', (python) => {
  const made = (codec: string): Buffer => execFileSync(python, ['-c', ZSTD + MAKE, codec], { maxBuffer: 1e8 });

  test.each(['null', 'deflate', 'snappy', 'zstandard', 'bzip2', 'xz'])(
    '%s: every value is as it was',
    async (codec) => {
      const { columns, rows } = await readAs('avro', made(codec));
      expect(columns.slice(4, 13).map(({ type }) => type)).toEqual([
        'DECIMAL(12,2)',
        'DECIMAL(10,3)',
        'DATE',
        'TIME',
        'TIME',
        'TIMESTAMP WITH TIME ZONE',
        'TIMESTAMP WITH TIME ZONE',
        'TIMESTAMP',
        'UUID',
      ]);
      expect(rows).toHaveLength(2001);
      expect(rows[1999]).toEqual({
        id: 1999,
        text: 'text 1999 é',
        yes: false,
        real: 249.875,
        amount: '-19.99',
        price: '1.999',
        day: '1960-02-29',
        clock: '01:02:03.004',
        exact: '01:02:03.000004',
        millis: '2023-01-02T06:00:00.123000Z',
        micros: '2023-01-02T06:00:00.123999Z',
        local: '2023-01-02T06:00:00.123999',
        key: '00000000-0000-0000-0000-0000000007cf',
        kind: 'TWO',
        tags: ['x', null],
        counts: [{ key: 'a', value: 1999 }],
        either: { member0: null, member1: 's1999' },
        inner: { a: 1999 },
        _source_row: 2000,
      });
      expect(Object.values(rows[2000] ?? {}).filter((value) => value !== null)).toEqual([2000, 2001]);
    },
  );

  test.each(['bzip2', 'xz'])('%s: a file that is cut off or has a bit flipped is refused', async (codec) => {
    const whole = made(codec);
    for (let place = 1; place <= 10; place++) {
      const at = Math.floor((place * whole.length) / 11);
      expect(await codesOf(() => readAs('avro', whole.subarray(0, at)))).toEqual(['AVRO_UNREADABLE']);
    }
    const start = whole.indexOf(whole.subarray(-16)) + 16;
    for (let place = 1; place <= 10; place++) {
      const damaged = Buffer.from(whole);
      const at = start + 8 + Math.floor((place * (whole.length - start - 40)) / 11);
      damaged[at] = (damaged[at] ?? 0) ^ 4;
      expect(await codesOf(() => readAs('avro', damaged)), `byte ${at}`).toEqual(['AVRO_UNREADABLE']);
    }
  });
});

describeService('python', 'files for fastavro', (python) => {
  test.each<Compression>(['none', 'deflate', 'snappy', 'zstd'])('%s: every value is as it was', async (compression) => {
    await using folder = await tempFolder();
    await using session = await openSession({ folders: [folder.path] });
    const path = join(folder.path, 'f.avro');
    const query = sql`select i as id, 'é ' || i as text, -12.50::decimal(12, 2) as amount, 1::hugeint as huge,
      18446744073709551615::ubigint as most, date '1960-02-29' as day, time '01:02:03.000004' as clock,
      timestamptz '2023-01-02 06:00:00.000001+00' as zoned, timestamp '2023-01-02 06:00:00.000001' as local,
      '00112233-4455-6677-8899-aabbccddeeff'::uuid as key, 'a'::enum('a', 'b') as kind, 'x y'::enum('x y') as odd,
      [1, null] as list, {'a b': 1} as struct, map {'k': 1} as map, map {1: 'v'} as pairs, '\\xff'::blob as bytes,
      interval '1 month 2 days' as span, null::integer as none
      from range(30000) r(i)`;
    await formatNamed('avro').write(session, query, path, { compression });
    const rows: unknown = JSON.parse(
      execFileSync(python, ['-c', ZSTD + READ, path], { maxBuffer: 1e9, encoding: 'utf8' }),
    );
    expect(rows).toHaveLength(30_000);
    expect(Array.isArray(rows) ? rows[29_999] : undefined).toEqual({
      id: '29999',
      text: "'é 29999'",
      amount: "Decimal('-12.50')",
      huge: "Decimal('1')",
      most: "Decimal('18446744073709551615')",
      day: 'datetime.date(1960, 2, 29)',
      clock: 'datetime.time(1, 2, 3, 4)',
      zoned: 'datetime.datetime(2023, 1, 2, 6, 0, 0, 1, tzinfo=datetime.timezone.utc)',
      local: 'datetime.datetime(2023, 1, 2, 6, 0, 0, 1)',
      key: "UUID('00112233-4455-6677-8899-aabbccddeeff')",
      kind: "'a'",
      odd: "'x y'",
      list: '[1, None]',
      struct: "{'a_b': 1}",
      map: "{'k': 1}",
      pairs: "[{'key': 1, 'value': 'v'}]",
      bytes: String.raw`b'\xff'`,
      span: "'1 month 2 days'",
      none: 'None',
    });
  });
});
