import { join, sql, type Sql } from '../../duckdb/sql.ts';
import { parseType } from '../declared-type.ts';
import { wordAsBoolean } from './boolean-words.ts';
import { textAsIsoDate } from './date-text.ts';
import { plainNumber, roundedDecimal } from './number-text.ts';
import type { ColumnRules, NumberForm } from './rules.ts';
import { withoutSpace } from './white-space.ts';

/** Which of the forms of {@link ColumnRules} a type is written in. */
export type WrittenAs = 'boolean' | 'number' | 'date' | 'other';

export function writtenAs(type: string): WrittenAs {
  if (type === 'BOOLEAN') return 'boolean';
  if (type === 'DATE' || type.startsWith('TIMESTAMP')) return 'date';
  return /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL\(.*|DOUBLE|FLOAT)$/.test(type) ? 'number' : 'other';
}

/** Whether a column of a type is cleaned at all: text within nested values is left as it is. */
export function isCleaned(type: string): boolean {
  const node = parseType(type);
  return node.kind === 'scalar' && node.name !== 'JSON' && node.name !== 'BLOB';
}

/** The text of a value that {@link cleanText} works on: without white space around it, where that is not wanted. */
export function textToClean(input: Sql, type: string, rules: ColumnRules): Sql {
  return rules.trim || isSpelt(type, rules) ? withoutSpace(input) : input;
}

/**
 * The text of a value cleaned for a column of `type`: what means NULL is NULL, and what is spelt by the declared forms is
 * spelt as the type is read strictly. A text that the forms do not allow becomes one that no type can be read from, so that
 * the value does not fit. `text` is what {@link textToClean} made of the value: a column, as it stands here many times.
 * `isNumber`: the value is a number of JSON, which has one spelling only.
 */
export function cleanText(text: Sql, type: string, rules: ColumnRules, { isNumber }: { isNumber?: Sql } = {}): Sql {
  const cleaned = spellingOf(text, type, rules, isNumber);
  if (rules.nulls.length === 0) return cleaned;
  const bare = rules.trim || isSpelt(type, rules) ? text : withoutSpace(text);
  return sql`case when ${isNull(text, bare, rules.nulls)} then null else ${cleaned} end`;
}

/** Whether one of the forms is of the type. */
function isSpelt(type: string, { booleans, numbers, dates, rounding }: ColumnRules): boolean {
  const forms = { boolean: booleans, number: numbers ?? (rounding === 'half-up' || null), date: dates, other: null };
  return forms[writtenAs(type)] !== null;
}

/** With more words than these it is not worth looking for each. */
const FEW = 4;

/** Most texts have none of the words in them, which is quick to see. */
function isNull(input: Sql, bare: Sql, words: readonly string[]): Sql {
  const equal = sql`${bare} in (${join(words)})`;
  if (words.length > FEW) return equal;
  const has = words.map((word) => sql`contains(${input}, ${word})`);
  return sql`((${join(has, ' or ')}) and ${equal})`;
}

function spellingOf(text: Sql, type: string, rules: ColumnRules, isNumber: Sql | undefined): Sql {
  switch (writtenAs(type)) {
    case 'boolean':
      return rules.booleans ? wordAsBoolean(text, rules.booleans) : text;
    case 'date':
      return rules.dates ? textAsIsoDate(text, type, rules.dates) : text;
    case 'number': {
      const plain = rules.numbers ? numberOf(text, type, rules.numbers, isNumber) : text;
      return rules.rounding === 'half-up' && type.startsWith('DECIMAL') ? roundedDecimal(plain, type) : plain;
    }
    default:
      return text;
  }
}

function numberOf(text: Sql, type: string, form: NumberForm, isNumber: Sql | undefined): Sql {
  const plain = plainNumber(text, type, form);
  return isNumber ? sql`case when ${isNumber} then ${text} else ${plain} end` : plain;
}
