import type { Dataset } from '../dataset.ts';
import { unmeasurable, type Analyzer } from './analyzer.ts';
import { countRows, ratio } from './counts.ts';
import type { Request } from './request.ts';

/** The one value that the query returns, as a double: true is 1, NULL and text that is no number are 0. */
export function customSqlValue(query: string): Analyzer {
  const value: Request = { kind: 'scalar query', query };
  return {
    ...unmeasurable,
    metric: 'Dataset.*.CustomSQL',
    where: undefined,
    needs: [value],
    value: (of) => of(value) ?? 0,
    refused: undefined,
  };
}

/** Share of the primary rows that the query returns. */
export function customSqlCompliance(query: string, dataset: Dataset): Analyzer {
  const returned: Request = { kind: 'returned rows', query };
  const rows = countRows({ dataset, where: undefined });
  return {
    metric: 'Dataset.*.CustomSQL.Compliance',
    where: undefined,
    needs: [returned, rows],
    value: (of) => ratio(of(returned), of(rows)),
    whenEmpty: 'Custom SQL rule could not be evaluated due to data frame being empty',
    emptyAlwaysFails: true,
    refused: undefined,
  };
}
