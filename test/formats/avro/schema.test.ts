import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../findings.ts';
import { readAs } from '../read-rows.ts';
import { block, header, recordOf } from './container.ts';

async function refused(schema: unknown): Promise<unknown> {
  return findingsOf(() => readAs('avro', Buffer.concat([header(schema), block(0, Buffer.alloc(0))])));
}

test('a record within itself is refused by its name', async () => {
  const node = { type: 'record', name: 'Node', namespace: 'a.b', fields: [{ name: 'next', type: ['null', 'Node'] }] };
  expect(await refused(node)).toMatchObject([
    { code: 'AVRO_SCHEMA_UNSUPPORTED', message: 'the record a.b.Node stands within itself', file: 'f' },
  ]);
});

test.each<[string, unknown, string]>([
  ['a name that is nowhere', recordOf('Missing'), '"Missing"'],
  ['two types of one name', recordOf(['null', { type: 'fixed', name: 'R', size: 1 }]), '"R"'],
  ['a record without fields', { type: 'record', name: 'R' }, '{"type":"record","name":"R"}'],
  ['an enum without symbols', recordOf({ type: 'enum', name: 'E' }), '{"type":"enum","name":"E"}'],
  ['a fixed without a size', recordOf({ type: 'fixed', name: 'F' }), '{"type":"fixed","name":"F"}'],
  ['an empty union', recordOf([]), '[]'],
  ['a union in a union', recordOf([['null', 'int'], 'string']), '[["null","int"],"string"]'],
  ['a number', 7, '7'],
  ['no JSON', '{"type"', '{"type"'],
])('%s is no schema', async (_, schema, found) => {
  expect(await refused(schema)).toMatchObject([{ code: 'AVRO_SCHEMA_INVALID', file: 'f', found }]);
});

describe('a schema that is too much is refused in no time', () => {
  test('10,000 types within each other', async () => {
    const deep = `${'{"type":"array","items":'.repeat(10_000)}"int"${'}'.repeat(10_000)}`;
    expect(await refused(deep)).toMatchObject([{ code: 'AVRO_SCHEMA_UNSUPPORTED' }]);
  });

  test('a million columns', async () => {
    const fields = Array.from({ length: 1_000_000 }, (_, index) => ({ name: `c${index}`, type: 'int' }));
    expect(await refused({ type: 'record', name: 'R', fields })).toMatchObject([{ code: 'AVRO_SCHEMA_UNSUPPORTED' }]);
  });

  test('records that double 40 times', async () => {
    let type: unknown = 'int';
    for (let level = 0; level < 40; level++) {
      const name = `R${level}`;
      type = {
        type: 'record',
        name,
        fields: [{ name: 'a', type }, ...(level === 0 ? [] : [{ name: 'b', type: `R${level - 1}` }])],
      };
    }
    expect(await refused(type)).toMatchObject([{ code: 'AVRO_SCHEMA_UNSUPPORTED' }]);
  });
});

test('a named type is known below its definition, by its full name or that of its namespace', async () => {
  const point = { type: 'record', name: 'Point', fields: [{ name: 'x', type: 'int' }] };
  const schema = {
    type: 'record',
    name: 'a.b.R',
    fields: [
      { name: 'one', type: point },
      { name: 'two', type: 'Point' },
      { name: 'three', type: ['null', 'a.b.Point'] },
    ],
  };
  const { rows } = await readAs('avro', Buffer.concat([header(schema), block(1, Buffer.from([2, 4, 2, 6]))]));
  expect(rows).toEqual([{ one: { x: 1 }, two: { x: 2 }, three: { x: 3 }, _source_row: 1 }]);
});
