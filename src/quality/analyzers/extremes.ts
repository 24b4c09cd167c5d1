import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import { textOf } from '../conditions/text-of.ts';
import type { Scope } from '../dataset.ts';
import { columnAnalyzer, type Analyzer } from './analyzer.ts';
import { countPresent, countRows } from './counts.ts';
import { greatest, least } from './request.ts';

/** Smallest value as a double; NaN is the largest, as in Spark. */
export function minimum(name: string, scope: Scope): Analyzer {
  return extreme('min', 'Minimum', name, scope);
}

/** Largest value as a double. */
export function maximum(name: string, scope: Scope): Analyzer {
  return extreme('max', 'Maximum', name, scope);
}

/** Shortest text in code points; NULL has length 0 (AWS docs and Deequ 3.0.3). */
export function minimumLength(name: string, scope: Scope): Analyzer {
  return lengthExtreme('min', 'MinimumLength', 'MinLength', name, scope);
}

export function maximumLength(name: string, scope: Scope): Analyzer {
  return lengthExtreme('max', 'MaximumLength', 'MaxLength', name, scope);
}

/** SQL for the length of a value in code points of its text; of bytes, their number. */
export function lengthOf(column: Column): string {
  return column.type === 'BLOB' ? `octet_length(${id(column.name).text})` : `length(${textOf(column)})`;
}

const COMBINED = { min: least, max: greatest } as const;

function extreme(call: 'min' | 'max', metric: string, name: string, scope: Scope): Analyzer {
  const state = `${metric}(${name},None,None)`;
  return columnAnalyzer({ metric, state, name, demand: 'numeric', scope }, (column) => {
    const value = COMBINED[call](`${call}(${asShown(column)})`, { where: scope.where });
    return { needs: [value], value: (of) => of(value) ?? undefined };
  });
}

/** SQL for a number as Deequ takes it: a FLOAT is the double that is written like it, 0.1 and not 0.10000000149011612. */
export function asShown({ name, type }: Column): string {
  return type === 'FLOAT' ? `${id(name).text}::varchar::double` : id(name).text;
}

function lengthExtreme(call: 'min' | 'max', metric: string, state: string, name: string, scope: Scope): Analyzer {
  const shape = { metric, state: `${state}(${name},None,None)`, name, demand: 'text', scope } as const;
  return columnAnalyzer(shape, (column) => {
    const [rows, present] = [countRows(scope), countPresent(column, scope)];
    const value = COMBINED[call](`${call}(${lengthOf(column)})`, { where: scope.where });
    return {
      needs: [rows, present, value],
      value: (of) => {
        if (of(rows) === 0) return undefined;
        const hasNull = (of(present) ?? 0) < (of(rows) ?? 0);
        return call === 'min' && hasNull ? 0 : (of(value) ?? 0);
      },
    };
  });
}
