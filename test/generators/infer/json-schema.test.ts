import { describe, expect, test } from 'vitest';
import { recipeFromSchema } from '../../../src/generators/infer/schema/recipe-from-schema.ts';
import type { FieldInput } from '../../../src/generators/field-schema.ts';
import { expectRefused } from '../refusals.ts';
import { rowsOf } from '../rows-of.ts';

const of = (properties: object, more: object = {}) =>
  recipeFromSchema(JSON.stringify({ type: 'object', properties, required: Object.keys(properties), ...more }));

const fieldOf = (property: object): FieldInput | undefined => of({ p: property }).recipe.fields['p'];

describe('JSON Schema', () => {
  test.each([
    [{ type: 'integer', minimum: 2, exclusiveMaximum: 5 }, { number: { min: 2, max: 4 } }],
    [
      { type: 'number', exclusiveMinimum: 0, maximum: 1, multipleOf: 0.001 },
      { number: { min: 0.001, max: 1, decimals: 3 }, type: 'double' },
    ],
    [
      { type: 'integer', minimum: 7, maximum: 30, multipleOf: 10 },
      { choice: [10, 20, 30], type: 'bigint' },
    ],
    [{ enum: ['a', 'b'] }, { choice: ['a', 'b'] }],
    [{ enum: [1, null] }, { choice: [1], type: 'bigint', nullRate: 0.05 }],
    [{ const: 'x' }, { choice: ['x'] }],
    [{ type: 'boolean' }, { choice: [true, false], type: 'boolean' }],
    [
      { type: ['string', 'null'], format: 'email' },
      { faker: 'internet.exampleEmail', nullRate: 0.05 },
    ],
    [
      { type: 'string', format: 'uuid' },
      { uuid: {}, type: 'uuid' },
    ],
    [{ type: 'string', format: 'date' }, { date: { from: '-365d', to: 'now' } }],
    [{ type: 'string', format: 'date-time' }, { timestamp: { from: '-365d', to: 'now' } }],
    [{ type: 'string', pattern: '^[A-Z]{2}-\\d{3}$' }, { pattern: '??-###' }],
    [
      { type: 'string', pattern: '^#[a-f0-9]{6}$' },
      { faker: 'helpers.fromRegExp', args: ['#[a-f0-9]{6}'] },
    ],
    [
      { type: 'string', minLength: 3, maxLength: 5 },
      { faker: 'string.alpha', args: [{ length: { min: 3, max: 5 } }] },
    ],
    [{ anyOf: [{ type: 'null' }, { type: 'integer' }] }, { number: { min: 0, max: 1000 }, nullRate: 0.05 }],
    [{ allOf: [{ type: 'integer' }, { minimum: 3 }, { maximum: 4 }] }, { number: { min: 3, max: 4 } }],
  ])('%j', (property, field) => expect(fieldOf(property)).toEqual(field));

  test('what is not required may be missing; lists and objects are nested; references are followed', () => {
    const { recipe, findings } = of(
      { lines: { type: 'array', minItems: 1, maxItems: 2, items: { $ref: '#/$defs/a~1b' } }, note: { type: 'string' } },
      {
        required: ['lines'],
        title: 'Order Lines',
        $defs: { 'a/b': { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] } },
      },
    );
    expect(recipe).toMatchObject({
      name: 'order_lines',
      fields: {
        lines: { list: { of: { struct: { n: { number: { min: 0, max: 1000 } } } }, min: 1, max: 2 } },
        note: { nullRate: 0.05 },
      },
    });
    expect(findings).toEqual([]);
  });

  test('rows may be the items of a list', () => {
    const rows = { type: 'array', items: { type: 'object', properties: { a: { type: 'boolean' } } } };
    expect(Object.keys(recipeFromSchema(JSON.stringify(rows)).recipe.fields)).toEqual(['a']);
  });

  test('what is not kept is told with its pointer', () => {
    const { findings } = of({
      a: { type: 'string', pattern: '(x|y)+' },
      b: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
      c: { type: 'string', not: {} },
      d: {},
    });
    expect(findings.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => 'INFER_SCHEMA_SIMPLIFIED'));
    expect(findings.map(({ found }) => found)).toEqual([
      '#/properties/b/oneOf',
      '#/properties/c/not',
      '#/properties/d',
      'a: (x|y)+',
    ]);
  });

  test.each([
    [{ a: { $ref: 'other.json' } }, '#/properties/a/$ref: other.json'],
    [{ a: { $ref: '#/$defs/nothing' } }, '#/properties/a/$ref: #/$defs/nothing'],
    [{ a: { type: 'string', enum: [{}] } }, '#/properties/a/enum'],
    [{ a: { type: 'text' } }, '#/properties/a/type'],
    [{ a: { $ref: '#' } }, '#'],
  ])('%j is refused at its pointer', (properties, found) =>
    expectRefused(() => of(properties), { code: 'SCHEMA_UNSUPPORTED', found }),
  );

  test('data are made of it', async () => {
    const { recipe } = of({
      id: { type: 'integer' },
      city: { type: 'string' },
      sku: { type: 'string', pattern: '^S[.]\\d{2}$' },
    });
    const rows = await rowsOf(recipe, { rows: 20 });
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, row) => row + 1));
    for (const { sku } of rows) expect(sku).toMatch(/^S\.\d{2}$/);
  });
});

test.each([
  ['', 'SCHEMA_UNKNOWN'],
  ['select 1', 'SCHEMA_UNKNOWN'],
  ['[]', 'SCHEMA_UNKNOWN'],
  ['{"a": 1}', 'SCHEMA_UNKNOWN'],
  ['{"type": "object", "properties": {}}', 'INFER_NO_COLUMNS'],
  ['{"type": "object",\n "properties": {,}}', 'SCHEMA_SYNTAX'],
])('%j is refused with %s', (text, code) => expectRefused(() => recipeFromSchema(text), { code }));
