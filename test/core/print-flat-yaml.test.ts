import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { printFlatYaml } from '../../src/core/print-yaml.ts';
import { parseYaml } from '../../src/core/yaml.ts';

test('what lies deep stands on one line', () => {
  const recipe = {
    name: 'a',
    fields: { id: { sequence: { start: 1 } }, state: { choice: ['x', 'y'] } },
    rules: ['one'],
  };
  expect(printFlatYaml(recipe, 2)).toBe(
    'name: a\nfields:\n  id: { sequence: { start: 1 } }\n  state: { choice: [ x, y ] }\nrules:\n  - one\n',
  );
});

test('it is read as it was', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      'yes',
      'No',
      'null',
      '~',
      '0o7',
      '0x1',
      '1e3',
      '1_000',
      '2023-01-01',
      '.inf',
      '- a',
      '# b',
      'a: b',
      'a # b',
      '{',
      '"',
      "'",
      '\n',
      ' x ',
      '',
      '🛒',
      '<<',
      '=',
      '12:30',
      '!x',
      '&x',
      '*x',
      '%',
    ),
  );
  const value = fc.record({
    texts: fc.array(text),
    counts: fc.dictionary(
      text.filter((key) => key !== '__proto__'),
      fc.integer(),
    ),
  });
  fc.assert(
    fc.property(value, (written) => {
      const schema = z.object({
        a: z.object({ texts: z.array(z.string()), counts: z.record(z.string(), z.number()) }),
      });
      expect(parseYaml(printFlatYaml({ a: written }, 2), schema, { file: 'a.yaml' })).toEqual({
        a: { ...written, counts: { ...written.counts } },
      });
    }),
  );
});
