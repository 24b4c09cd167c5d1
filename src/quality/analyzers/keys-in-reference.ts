import type { Pair } from '../conditions/spark-equality.ts';
import type { Dataset } from '../dataset.ts';
import { toNumber } from '../measure/to-number.ts';
import { equalKeys, fromHere, fromThere, type Reference } from '../references.ts';
import { unmeasurable, type Analyzer } from './analyzer.ts';
import { countRows } from './counts.ts';
import type { StatementRequest } from './request.ts';

/**
 * Share of the primary rows whose key the reference has, however many of its rows have it. A key with a NULL is in no
 * reference. Fails where there is no row, and where keys cannot be compared.
 */
export function keysInReference(
  dataset: Dataset,
  reference: Reference,
  keys: readonly Pair[] | { readonly problem: string },
): Analyzer {
  const metric = `Column.${reference.alias}.ReferentialIntegrity`;
  const rows = countRows({ dataset, where: undefined });
  if ('problem' in keys) {
    const value: Analyzer['value'] = (of) => ({ fails: of(rows) === 0 ? NO_DATA : keys.problem });
    return { ...unmeasurable, metric, where: undefined, needs: [rows], value, refused: undefined };
  }
  const found: StatementRequest = {
    kind: 'statement',
    about: `rows whose key is in ${reference.alias}`,
    sql: `select count(*) as found\nfrom ${fromHere(dataset)}\nsemi join ${fromThere(reference)}\n  on ${equalKeys(keys)}`,
  };
  return {
    ...unmeasurable,
    metric,
    where: undefined,
    needs: [rows, found],
    value: (of, table) => {
      const all = of(rows) ?? 0;
      if (all === 0) return { fails: NO_DATA };
      return (toNumber(table(found)[0]?.['found']) ?? 0) / all;
    },
    refused: undefined,
  };
}

const NO_DATA = 'Primary data frame contains no data.';
