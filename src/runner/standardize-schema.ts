import { z } from 'zod';
import { UserError } from '../core/errors.ts';
import { parseDatePattern } from '../formats/standardize/date-pattern.ts';
import type { ColumnRules, GroupMark, Standardize } from '../formats/standardize/rules.ts';

/** A word as it stands in the data. YAML makes `0.00` a 0 and `NULL` nothing, so such words are in quotes. */
const word = z.string();

const booleans = z.strictObject({
  true: z.array(word).default([]).describe('Words for true beside those always read (true, t, yes, y, 1).'),
  false: z.array(word).default([]).describe('Words for false beside those always read (false, f, no, n, 0).'),
});

const numbers = z.strictObject({
  decimal: z.enum(['.', ',']).default('.').describe('What stands before the decimals.'),
  grouping: z
    .array(z.enum([',', '.', ' ', "'"]))
    .optional()
    .describe("What may stand between groups of three digits. Default: the other of `,` and `.`, any space, `'`."),
  currency: z
    .array(z.string().regex(/^[^\d\s+\-\u2212()%]+$/, 'a symbol or code, without digits, spaces, signs and brackets'))
    .default([])
    .describe('Symbols and codes that may stand before or after a number: `€`, `EUR`.'),
  percent: z.enum(['number', 'fraction']).optional().describe('`12 %` is 12, or 0.12. Absent: no number.'),
});

const pattern = z.string().superRefine((text, context) => {
  try {
    parseDatePattern(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    context.addIssue({ code: 'custom', message: error.findings.map(({ message }) => message).join('; ') });
  }
});

const rules = {
  trim: z.boolean().optional().describe('White space around texts goes, in columns of text too. Default: false.'),
  nulls: z.array(word).optional().describe('Texts that mean NULL (`N/A`, `-`); letter case counts. Default: none.'),
  booleans: booleans.optional(),
  numbers: numbers.optional().describe('Numbers as people write them: `1,234.50`, `(12.00)`, `12-`.'),
  dates: z
    .union([z.literal('detect'), z.array(pattern).min(1)])
    .optional()
    .describe('Date patterns as in Spark (`dd/MM/yyyy`), the first that fits; or `detect`. Default: ISO 8601.'),
  rounding: z
    .enum(['exact', 'half-up'])
    .optional()
    .describe('What becomes of more decimals than the type has: exact (default) does not fit.'),
};

/** `standardize` of a dataset of ingestion: how its texts are cleaned before they are read. */
export const standardizeSchema = z
  .strictObject({
    ...rules,
    nested: z
      .enum(['keep', 'flatten'])
      .default('keep')
      .describe('flatten: fields of nested records become columns, `a.b` as `a_b`, unless the record itself is one.'),
    columns: z
      .record(z.string().min(1), z.strictObject(rules))
      .default({})
      .describe('By column of the dataset: what is stated there stands instead of what is stated for all.'),
  })
  .superRefine(({ columns, ...all }, context) => {
    checkRules(all, [], context);
    for (const [name, own] of Object.entries(columns)) checkRules(own, ['columns', name], context);
  });

type StandardizeSpec = z.output<typeof standardizeSchema>;
type RulesSpec = StandardizeSpec['columns'][string];

function checkRules({ booleans: words, numbers: form }: RulesSpec, at: string[], context: z.RefinementCtx): void {
  const no = new Set(words?.false.map((text) => text.toLowerCase()));
  const both = words?.true.find((text) => no.has(text.toLowerCase()));
  if (both !== undefined) {
    const message = `${JSON.stringify(both)} cannot be both true and false`;
    context.addIssue({ code: 'custom', path: [...at, 'booleans'], message });
  }
  if (form?.grouping?.some((mark) => mark === form.decimal)) {
    const message = `${JSON.stringify(form.decimal)} stands before the decimals, so it cannot be between groups too`;
    context.addIssue({ code: 'custom', path: [...at, 'numbers', 'grouping'], message });
  }
}

/** The rules as reading wants them, those of a column put together from its own and the dataset's. */
export function standardizeOf({ nested, columns, ...all }: StandardizeSpec): Standardize {
  return {
    nested,
    rules: rulesOf(all),
    columns: new Map(Object.entries(columns).map(([name, own]) => [name, rulesOf({ ...all, ...own })])),
  };
}

function rulesOf(spec: RulesSpec): ColumnRules {
  const { trim = false, nulls = [], rounding = 'exact', booleans: words = null, numbers: form, dates } = spec;
  return {
    trim,
    nulls,
    booleans: words,
    numbers: form
      ? { ...form, grouping: form.grouping ?? marksBeside(form.decimal), percent: form.percent ?? null }
      : null,
    dates: dates === undefined ? null : dates === 'detect' ? DETECT : { patterns: dates, detect: false },
    rounding,
  };
}

const DETECT = { patterns: [], detect: true };

function marksBeside(decimal: '.' | ','): GroupMark[] {
  return [decimal === '.' ? ',' : '.', ' ', "'"];
}
