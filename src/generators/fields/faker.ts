import { z } from 'zod';
import { valueAt } from '../compile/lists.ts';
import { RowStream } from '../draws/row-stream.ts';
import { fakerMethod } from '../faker-method.ts';
import { defineField, fieldBase, fieldError, typeOfValues, type FieldContext, type RowSite } from '../field.ts';
import { term, type Term } from '../query/term.ts';
import { matching } from '../rules/quoted.ts';

/** Values looked at to tell the type of a Faker method; from a seed of their own, so that no data change it. */
const SAMPLE_ROWS = 16;

/** The method whose values are known to match something. */
const FROM_REGEX = 'helpers.fromRegExp';

/** So many first rows have a value that Faker makes for the row alone; each further row takes the value of one of them. */
const FIRST_ROWS = 10_000;

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
      .max(1_000_000)
      .optional()
      .describe(
        'Draw all rows from this many values. Default: a value of its own for each of the first 10,000 rows; later rows draw from these.',
      ),
    unique: z
      .boolean()
      .default(false)
      .describe("No value twice: the row's number is put at its end, or before the @ of an e-mail address."),
    ...fieldBase,
  }),
  async (field, context) => {
    const call = await fakerMethod({ path: field.faker, args: field.args, locale: field.locale }, context);
    const sample = new RowStream(0n);
    const natural = typeOfValues(Array.from({ length: SAMPLE_ROWS }, (_, row) => call(sample.at(row), row)));
    if (field.unique && natural !== 'VARCHAR') throw notText(natural, field.faker, context);
    const type = field.unique ? natural : (context.declared ?? natural);
    const stream = context.stream('value');
    const { first, count } = entries(field.pool, context);
    const values = Array.from({ length: count }, (_, index) => call(stream.at(first + index), first + index));
    const list = await context.list(values, type);
    const positionAt = (site: RowSite) => position(site, { pool: field.pool, first }, context);
    const at = (site: RowSite) => valueAt(list, positionAt(site));
    return { type, at: field.unique ? (site) => numbered(context.named(at(site)), site.row) : at };
  },
  ({ faker: path, args: [regex], unique }) => ({
    isUnique: unique,
    mayBeNull: path.startsWith('helpers.') && path !== FROM_REGEX,
    of: 'text',
    conditions: path === FROM_REGEX && typeof regex === 'string' && !unique ? matching(regex) : [],
  }),
);

/** Which values are made: of the first rows those that are asked for alone, where no later row needs the others. */
function entries(pool: number | undefined, { rows }: FieldContext): { first: number; count: number } {
  if (pool !== undefined) return { first: 0, count: rows.to > rows.from ? pool : 0 };
  if (rows.to > FIRST_ROWS) return { first: 0, count: FIRST_ROWS };
  return { first: rows.from, count: rows.to - rows.from };
}

function position(
  site: RowSite,
  { pool, first }: { pool: number | undefined; first: number },
  context: FieldContext,
): Term {
  const draw = (count: number) => context.draws(site, 'pool').below(count);
  if (pool !== undefined) return draw(pool);
  const { rows } = context;
  if (rows.to <= FIRST_ROWS) return term`${site.row} - ${first}`;
  if (rows.from >= FIRST_ROWS) return draw(FIRST_ROWS);
  return term`case when ${site.row} < ${FIRST_ROWS} then ${site.row} else ${draw(FIRST_ROWS)} end`;
}

function numbered(value: Term, row: Term): Term {
  return term`case
    when contains(${value}, '@')
    then split_part(${value}, '@', 1) || '.' || (${row} + 1) || '@' || split_part(${value}, '@', 2)
    else ${value} || ' ' || (${row} + 1)
  end`;
}

function notText(type: string, path: string, context: FieldContext): Error {
  return fieldError(context, {
    code: 'FIELD_NOT_UNIQUE',
    message: `values of ${path} cannot be made unique`,
    found: `values of type ${type}`,
    expected: 'a method that gives text',
    hint: 'Take a sequence, or a number with unique: true.',
  });
}
