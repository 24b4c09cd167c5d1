import { lit } from '../../duckdb/sql.ts';
import { unmeasurable, type Analyzer } from '../analyzers/analyzer.ts';
import type { RowsReader, StatementRequest } from '../analyzers/request.ts';
import { isOne } from '../conditions/number-test.ts';
import { findsIn } from '../patterns/match-predicate.ts';
import { isRefusal } from '../refusal.ts';
import { parameterOf } from './build.ts';
import type { RuleType } from './rule-type.ts';

/**
 * `ColumnNamesMatchPattern "^[a-z_]+$"`: the regular expression is found in the name of every column. Names are judged by
 * the engine, so that a pattern which would keep JavaScript busy for ever is bound by the engine's limits.
 */
export const columnNamesMatchPatternRule: RuleType = {
  name: 'ColumnNamesMatchPattern',
  prepare(rule, { primary }) {
    const names = primary.columns.map(({ name }) => name);
    const found = findsIn('name', listed(names), parameterOf(rule));
    if (isRefusal(found)) return found;
    const mismatches: StatementRequest = {
      kind: 'statement',
      about: 'column names in which the pattern is not found',
      sql: `select name from ${listed(names)} where not ${found.sql}`,
    };
    const mismatching = (rows: RowsReader): readonly string[] => {
      const texts = new Set(rows(mismatches).map(({ name }) => name));
      return names.filter((name) => texts.has(name));
    };
    const share: Analyzer = {
      ...unmeasurable,
      metric: 'Dataset.*.ColumnNamesPatternMatchRatio',
      where: undefined,
      needs: [mismatches],
      value: (_, rows) => (names.length - mismatching(rows).length) / names.length,
      refused: undefined,
    };
    const reason = (_: number, rows: RowsReader): string =>
      `Columns that do not match the pattern: ${mismatching(rows).join(', ')}`;
    return {
      columns: [],
      constraints: [
        { analyzer: share, assertion: { ...isOne, holds: (value) => value === 1 || names.length === 0 }, reason },
      ],
      shows: [share],
      row: undefined,
      ...(found.test === undefined ? {} : { patterns: [found.test] }),
    };
  },
  analyze: undefined,
};

/** The names as a relation with one column `name`; without any, one without rows. */
function listed(names: readonly string[]): string {
  if (names.length === 0) return '(select null::varchar as name where false) as names';
  return `(values ${names.map((name) => `(${lit(name).text})`).join(', ')}) as names(name)`;
}
