import { findColumn, type Dataset } from '../dataset.ts';
import type { Analyzer } from '../dqdl/ast.ts';

/** The columns an analyzer names: one, or all by `AllColumns`, unless in quotes and there is a column of this name. */
export function columnsOf({ parameters }: Analyzer, { primary }: Dataset): readonly string[] {
  return parameters.flatMap(({ value, form }) => {
    const isAll = value === 'AllColumns' && (form === 'bare' || findColumn(primary, value) === undefined);
    return isAll ? primary.columns.map(({ name }) => name) : [value];
  });
}
