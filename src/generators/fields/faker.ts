import { z } from 'zod';
import { defineField, fieldBase, typeOfValues } from '../field.ts';
import { fakerMethod } from '../faker-method.ts';
import { RowStream } from '../row-stream.ts';

/** Values looked at to tell the type of a Faker method; from a seed of their own, so that no data change it. */
const SAMPLE_ROWS = 16;

/** `faker: person.fullName`, with `args` and `locale`. */
export const faker = defineField(
  'faker',
  z.strictObject({
    faker: z
      .string()
      .regex(/^[a-zA-Z]+\.[a-zA-Z0-9]+$/, 'not a Faker path; write `module.method`, for example `person.fullName`')
      .describe('A method of Faker: `person.fullName`, `internet.email`…'),
    args: z
      .union([z.array(z.unknown()), z.record(z.string(), z.unknown()).transform((options) => [options])])
      .default([])
      .describe('Its arguments as a list, or its options object.'),
    locale: z.string().default('en').describe('A Faker locale: `de`, `pt_BR`…'),
    pool: z
      .int()
      .min(1)
      .optional()
      .describe('Draw from this many values, each made once: much faster beyond that many rows. Default: no pool.'),
    ...fieldBase,
  }),
  async (field, context) => {
    const call = await fakerMethod({ path: field.faker, args: field.args, locale: field.locale }, context);
    const sample = new RowStream(0n);
    const type = typeOfValues(Array.from({ length: SAMPLE_ROWS }, (_, row) => call(sample.at(row), row)));
    const stream = context.stream('value');
    const { pool } = field;
    if (pool === undefined) return { type, valueAt: (row) => call(stream.at(row), row) };
    const picks = context.stream('pool');
    const made = new Map<number, ReturnType<typeof call>>();
    return {
      type,
      valueAt: (row) => {
        const entry = picks.at(row).below(pool);
        const known = made.get(entry);
        if (known !== undefined) return known;
        const value = call(stream.at(entry), row);
        made.set(entry, value);
        return value;
      },
    };
  },
);
