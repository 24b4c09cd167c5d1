import { kindOf } from '../../column-type.ts';
import { textOf } from '../../conditions/text-of.ts';
import { sparkText } from '../../conditions/spark-text.ts';
import type { Keyword, StringCondition } from '../../dqdl/ast.ts';
import type { Column } from '../../../duckdb/session.ts';
import { id, lit } from '../../../duckdb/sql.ts';
import { jvmDouble } from '../../jvm-number.ts';
import type { Refusal } from '../../refusal.ts';
import type { PreparedRule } from '../rule-type.ts';
import { isBoolean, ratioRule, type Subject } from './subject.ts';

/**
 * `= != in, not in` with texts and the keywords NULL, EMPTY and WHITESPACES_ONLY (spaces only, at least one). NULL
 * passes the negations unless it is listed. `with ignoreCase="true"` compares in lower case.
 */
export function textValues(subject: Subject, condition: StringCondition): PreparedRule | Refusal {
  const negated = condition.operator === '!=' || condition.operator === 'not in';
  const texts = condition.operands.flatMap((operand) => (operand.kind === 'text' ? [sparkText(operand.value)] : []));
  const keywords = new Set(
    condition.operands.flatMap((operand) => (operand.kind === 'keyword' ? [operand.keyword] : [])),
  );
  const ignoreCase = hasIgnoreCase(subject);
  // No text compares with a boolean: only keywords can be asked for there.
  const demand = texts.length > 0 && isBoolean(subject) ? 'text' : 'any';
  return ratioRule(subject, demand, (column) => {
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
      // Spark makes a value of the column's type of the empty text, which is none.
      return { sql: kindOf(column.type) === 'text' ? `${text} = ''` : 'null::boolean', nullMatches: false };
    case 'WHITESPACES_ONLY':
      return { sql: `(length(trim(${text}, ' ')) = 0 and length(${text}) > 0)`, nullMatches: false };
  }
}

/** Whether the value, as Spark writes it, is one of the texts. */
function oneOf(column: Column, texts: readonly string[], ignoreCase: boolean): ValueTest {
  const value = textOf(column);
  const same = texts.map((text) => {
    if (kindOf(column.type) === 'float') return isWritten(column, text);
    return ignoreCase ? `lower(${value}) = lower(${lit(text)})` : `${value} = ${lit(text)}`;
  });
  return { sql: `(${same.join(' or ')})`, nullMatches: false };
}

/** Whether the JVM writes the number so: `2.0` and `1.0E10`, but nothing as `2`. */
function isWritten({ name, type }: Column, text: string): string {
  const number = text === 'NaN' ? Number.NaN : Number(text);
  return jvmDouble(number) === text ? `${id(name)} = ${lit(number)}::${type}` : 'false';
}

function hasIgnoreCase({ rule }: Subject): boolean {
  return rule.tags.some(
    ({ name, value }) => /^ignore_?case$/i.test(name) && typeof value === 'string' && value.toLowerCase() === 'true',
  );
}
