import { id, join, sql, type Sql } from '../../duckdb/sql.ts';
import { standardNames } from '../column-name.ts';
import type { Field, Part } from '../part.ts';
import { cleanText, isCleaned, textToClean } from './clean-text.ts';
import type { ColumnRules, Standardize } from './rules.ts';

/**
 * A part whose texts are cleaned by the rules of their columns, in the same pass over its rows. `types` are those of the
 * columns that its fields become, in the order of the fields; undefined for one whose type is still to be found: then only
 * white space, null tokens and dates are seen to.
 */
export function standardPart(
  part: Part,
  { rules, types }: { rules: readonly ColumnRules[]; types: readonly (string | undefined)[] },
): Part {
  const alias = freeAlias(part);
  const steps = part.fields.map((field, index) => {
    const own = rules[index];
    const type = types[index];
    return own && isOpen(field, type) ? stepsOf(field, `${alias}${index}`, type ?? 'VARCHAR', own) : undefined;
  });
  const texts = steps.flatMap((step) => step?.text ?? []);
  const values = steps.flatMap((step) => step?.value ?? []);
  if (texts.length + values.length === 0) return part;
  const fields = part.fields.map((field, index): Field => {
    const name = steps[index]?.name;
    return name === undefined ? field : { ...field, value: id(name), original: field.value };
  });
  // One step after the other, so that nothing is worked out twice for a row.
  return { ...part, from: withColumns(withColumns(part.from, texts), values), fields };
}

function withColumns(from: Sql, columns: readonly Sql[]): Sql {
  return columns.length === 0 ? from : sql`(select *, ${join(columns)} from ${from})`;
}

interface Steps {
  /** Of the column that holds what comes out; undefined where nothing is to be done. */
  readonly name: string | undefined;
  readonly text: Sql | undefined;
  readonly value: Sql | undefined;
}

function stepsOf({ value: input, isNumber }: Field, name: string, type: string, rules: ColumnRules): Steps {
  const text = textToClean(input, type, rules);
  const trims = text.text !== input.text;
  const held = trims ? id(`${name} text`) : input;
  const value = cleanText(held, type, rules, isNumber ? { isNumber } : {});
  const cleans = value.text !== held.text;
  return {
    name: cleans ? name : trims ? `${name} text` : undefined,
    text: trims ? sql`${text} as ${held}` : undefined,
    value: cleans ? sql`${value} as ${id(name)}` : undefined,
  };
}

/** Text of which something can be made. */
function isOpen(field: Field, type: string | undefined): boolean {
  return field.type === 'VARCHAR' && (type === undefined || isCleaned(type));
}

/** The rules of each field: those of the column that it becomes, `names` where they are known. */
export function rulesOfFields(
  fields: readonly Field[],
  names: readonly (string | undefined)[],
  { rules, columns }: Standardize,
): ColumnRules[] {
  const standard = standardNames(fields.map(({ name }) => name));
  return fields.map((_, index) => columns.get(names[index] ?? standard[index] ?? '') ?? rules);
}

/** A name that no column of the part begins with. */
function freeAlias({ fields, rawRow }: Part): string {
  const used = [rawRow.text, ...fields.map(({ value }) => value.text)];
  for (let count = 0; ; count++) {
    const alias = `standard ${count} `;
    if (used.every((text) => !text.includes(alias))) return alias;
  }
}
