import { kindOf, isNumeric } from '../../column-type.ts';
import { compareWith } from '../../conditions/number-sql.ts';
import { findColumn } from '../../dataset.ts';
import type { Keyword, StringCondition } from '../../dqdl/ast.ts';
import type { Column } from '../../../duckdb/session.ts';
import { id, lit } from '../../../duckdb/sql.ts';
import { unmetDemand } from '../../analyzers/analyzer.ts';
import type { Refusal } from '../../refusal.ts';
import type { PreparedRule } from '../rule-type.ts';
import { ratioRule, type Subject } from './subject.ts';

/**
 * `= != in, not in` with texts and the keywords NULL, EMPTY and WHITESPACES_ONLY (spaces only, at least one). NULL
 * passes the negations unless it is listed. `with ignoreCase="true"` compares in lower case.
 */
export function textValues(subject: Subject, condition: StringCondition): PreparedRule | Refusal {
  const negated = condition.operator === '!=' || condition.operator === 'not in';
  const texts = condition.operands.flatMap((operand) => (operand.kind === 'text' ? [operand.value] : []));
  const keywords = new Set(
    condition.operands.flatMap((operand) => (operand.kind === 'keyword' ? [operand.keyword] : [])),
  );
  const refusal = booleanRefusal(
    subject,
    texts.length > 0 || keywords.has('EMPTY') || keywords.has('WHITESPACES_ONLY'),
  );
  if (refusal !== undefined) return refusal;
  const ignoreCase = hasIgnoreCase(subject);
  return ratioRule(subject, 'any', (column) => {
    const conditions = [
      ...(['NULL', 'EMPTY', 'WHITESPACES_ONLY'] as const)
        .filter((each) => keywords.has(each))
        .map((each) => keywordTest(column, each)),
      ...(texts.length === 0 ? [] : [oneOf(column, texts, ignoreCase)]),
    ];
    return negated
      ? conditions
          .map(({ sql, nullMatches }) =>
            nullMatches ? `not (${sql})` : `(${id(column.name)} is null or not (${sql}))`,
          )
          .join(' and ')
      : conditions
          .map(({ sql, nullMatches }) => (nullMatches ? sql : `(${id(column.name)} is not null and ${sql})`))
          .join(' or ');
  });
}

interface ValueTest {
  readonly sql: string;
  readonly nullMatches: boolean;
}

function keywordTest(column: Column, keyword: Keyword): ValueTest {
  const text = `${id(column.name)}::varchar`;
  switch (keyword) {
    case 'NULL':
      return { sql: `${id(column.name)} is null`, nullMatches: true };
    case 'EMPTY':
      return oneOf(column, [''], false);
    case 'WHITESPACES_ONLY':
      return { sql: `(length(trim(${text})) = 0 and length(${text}) > 0)`, nullMatches: false };
  }
}

/** Whether the value is one of the texts, each taken as Spark casts it to the column's type: NULL where it cannot. */
function oneOf(column: Column, texts: readonly string[], ignoreCase: boolean): ValueTest {
  const name = id(column.name).text;
  const same = texts.map((text) => {
    const literal = lit(text).text;
    switch (kindOf(column.type)) {
      case 'date':
      case 'timestamp':
        return `${name} = try_cast(${literal} as ${column.type})`;
      case 'integer':
      case 'decimal':
      case 'float':
        return sameNumber(column, text);
      default:
        return ignoreCase ? `lower(${name}::varchar) = lower(${literal})` : `${name}::varchar = ${literal}`;
    }
  });
  return { sql: `(${same.join(' or ')})`, nullMatches: false };
}

function sameNumber(column: Column, text: string): string {
  const isNumber = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text);
  if (!isNumber) return 'null::boolean';
  const sides = compareWith(column, Number(text));
  return `${sides.column} = ${sides.operand}`;
}

/** No text compares with a boolean column: only NULL can be asked for there. */
function booleanRefusal({ name, dataset }: Subject, hasValue: boolean): Refusal | undefined {
  const column = findColumn(dataset.primary, name);
  if (!hasValue || column === undefined || kindOf(column.type) !== 'boolean' || isNumeric(column.type))
    return undefined;
  return { outcome: 'Failed', reason: unmetDemand(column, name, 'text') ?? '' };
}

function hasIgnoreCase({ rule }: Subject): boolean {
  return rule.tags.some(
    ({ name, value }) => /^ignore_?case$/i.test(name) && typeof value === 'string' && value.toLowerCase() === 'true',
  );
}
