import {
  DateDay,
  Decimal,
  Dictionary,
  DurationSecond,
  Field,
  FixedSizeList,
  Int32,
  Schema,
  TimestampMillisecond,
  Uint16,
  Uint64,
  Utf8,
  type DataType,
} from 'apache-arrow';
import { expect, test } from 'vitest';
import { arrowSchemaOf, orcTypeOfSchema } from '../../../src/formats/orc/arrow-types.ts';
import { numbered, orcTypeText, type OrcTypeShape } from '../../../src/formats/orc/orc-type.ts';
import { typeMessages, typeTree } from '../../../src/formats/orc/type-messages.ts';
import { decode } from '../../../src/formats/orc/messages/decode.ts';
import { encode } from '../../../src/formats/orc/messages/encode.ts';
import { FOOTER, type TypeDraft } from '../../../src/formats/orc/messages/shapes.ts';

const shapes: readonly OrcTypeShape[] = [
  ...(['boolean', 'tinyint', 'smallint', 'int', 'bigint', 'float', 'double', 'string', 'binary'] as const),
  ...(['date', 'timestamp', 'timestamp with local time zone'] as const),
].map((kind) => ({ kind }));

const everything: OrcTypeShape = {
  kind: 'struct',
  fieldNames: [...shapes.map(({ kind }) => kind), 'd', 'l', 'm', 's'],
  children: [
    ...shapes,
    { kind: 'decimal', precision: 12, scale: 2 },
    { kind: 'array', children: [{ kind: 'int' }] },
    { kind: 'map', children: [{ kind: 'string' }, { kind: 'array', children: [{ kind: 'date' }] }] },
    { kind: 'struct', fieldNames: ['a', 'b c'], children: [{ kind: 'int' }, { kind: 'string' }] },
  ],
};

test('every type goes to Arrow and back', () => {
  const type = numbered(everything);
  expect(orcTypeOfSchema(arrowSchemaOf(type))).toEqual(type);
  expect(orcTypeText(type)).toMatch(
    /,d:decimal\(12,2\),l:array<int>,m:map<string,array<date>>,s:struct<a:int,`b c`:string>>$/,
  );
});

test('types are read from a footer as they were put there', () => {
  const type = numbered(everything);
  expect(read(typeMessages(type))).toEqual(type);
});

test('what ORC lacks becomes the next type that holds every value', () => {
  const types: readonly (readonly [DataType, string])[] = [
    [new Uint16(), 'int'],
    [new Uint64(), 'decimal(20,0)'],
    [new TimestampMillisecond(), 'timestamp'],
    [new Dictionary(new Utf8(), new Int32()), 'string'],
    [new FixedSizeList(2, new Field('item', new DateDay())), 'array<date>'],
  ];
  const schema = new Schema(types.map(([type], index) => new Field(`c${index}`, type)));
  expect(orcTypeText(orcTypeOfSchema(schema))).toBe(
    `struct<${types.map(([, text], index) => `c${index}:${text}`).join(',')}>`,
  );
});

test('a type that ORC cannot hold is named with its column', () => {
  for (const type of [new DurationSecond(), new Decimal(2, 50, 256)]) {
    expect(() => orcTypeOfSchema(new Schema([new Field('took', type)]))).toThrow(/"took" is of the Arrow type D/);
  }
});

test.each<readonly [string, readonly TypeDraft[]]>([
  ['no type', []],
  ['a type that is its own child', [{ kind: 12, subtypes: [0], fieldNames: ['a'] }]],
  ['a type that is not there', [{ kind: 12, subtypes: [1], fieldNames: ['a'] }]],
  ['a type that is part of no other', [{ kind: 3 }, { kind: 3 }]],
  ['an unknown kind', [{ kind: 77 }]],
  ['a struct of fewer names than fields', [{ kind: 12, subtypes: [1] }, { kind: 3 }]],
  ['a list of nothing', [{ kind: 10 }]],
  ['a decimal of 99 digits', [{ kind: 14, precision: 99, scale: 0 }]],
  ['10,000 lists in each other', Array.from({ length: 10_000 }, (_, id) => ({ kind: 10, subtypes: [id + 1] }))],
])('%s is an error', (_name, types) => {
  expect(() => read(types)).toThrow(/type/);
});

function read(types: readonly TypeDraft[]): ReturnType<typeof typeTree> {
  return typeTree(decode(FOOTER, encode(FOOTER, { types })).types);
}
