import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  csvRecords,
  jsonRecords,
  lineRecords,
  withRecords,
} from '../../../../src/runner/shrink/expectation/records.ts';

describe('the records of a file', () => {
  test('of CSV are lines, with all that stands in quotes, under the header', () => {
    const text = 'id,note\r\n1,a\r\n2,"b\r\nc, ""d"""\r\n3,e';
    const records = csvRecords(text);
    expect(records.records).toEqual(['1,a\r\n', '2,"b\r\nc, ""d"""\r\n', '3,e']);
    expect(withRecords(records, [1])).toBe('id,note\r\n2,"b\r\nc, ""d"""\r\n');
  });

  test('of a file of JSON lines are its lines', () => {
    const records = lineRecords('{"a":"\\""}\n\n{"a":2}\n');
    expect(records.records.map((record) => record.trim())).toEqual(['{"a":"\\""}', '{"a":2}']);
  });

  test('of JSON are the elements of its array, whatever they hold', () => {
    const records = jsonRecords('[ {"a":[1,{"b":"],"}]}, 12345678901234567890.10,\n"x,\\"]" ]\n');
    expect(records?.records).toEqual(['{"a":[1,{"b":"],"}]}', '12345678901234567890.10', '"x,\\"]"']);
    expect(records && withRecords(records, [0, 2])).toBe('[{"a":[1,{"b":"],"}]},\n"x,\\"]"]\n');
  });

  test('of JSON that is no array there are none', () => {
    expect(jsonRecords('{"rows":[1,2]}')).toBeUndefined();
    expect(jsonRecords('[]')?.records).toEqual([]);
  });

  test('all together are the file, whatever is in it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ') });
    fc.assert(
      fc.property(text, (content) => {
        for (const records of [csvRecords(content), lineRecords(content)]) {
          expect(withRecords(records, [...records.records.keys()])).toBe(content);
        }
      }),
    );
  });

  test('of a JSON array all together are an equal array', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (values) => {
        const records = jsonRecords(JSON.stringify(values));
        expect(records?.records).toHaveLength(values.length);
        expect(records && JSON.parse(withRecords(records, [...values.keys()]))).toEqual(
          JSON.parse(JSON.stringify(values)),
        );
      }),
    );
  });
});
