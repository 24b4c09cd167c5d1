import type { Analyzer } from '../analyzers/analyzer.ts';
import { completeness, known, rowCount } from '../analyzers/counts.ts';
import { entropy } from '../analyzers/entropy.ts';
import { maximum, maximumLength, minimum, minimumLength } from '../analyzers/extremes.ts';
import { uniqueness } from '../analyzers/groups.ts';
import { mean, standardDeviation, sum } from '../analyzers/moments.ts';
import { isNumeric, kindOf } from '../column-type.ts';
import { findColumn, type Scope } from '../dataset.ts';
import type { AnalyzerType } from './analyzer-type.ts';
import { columnsOf } from './columns-of.ts';

/** `AllStatistics "amount"`, `AllStatistics AllColumns`: what can be said of a column of its type (AWS Glue guide). */
export const allStatistics: AnalyzerType = {
  name: 'AllStatistics',
  analyze(node, dataset) {
    const scope = { dataset, where: undefined };
    const columnCount = known('Dataset.*.ColumnCount', dataset.primary.columns.length);
    const ofColumns = columnsOf(node, dataset).flatMap((name) => statisticsOf(name, scope));
    return { metrics: [rowCount(scope), columnCount, ...ofColumns], distributions: [] };
  },
};

function statisticsOf(name: string, scope: Scope): Analyzer[] {
  const column = findColumn(scope.dataset.primary, name);
  const type = column?.type ?? '';
  const ofType = isNumeric(type)
    ? [minimum, maximum, entropy, mean, standardDeviation, sum]
    : kindOf(type) === 'text'
      ? [minimumLength, maximumLength]
      : [];
  return [completeness(name, scope), uniqueness([name], scope), ...ofType.map((analyzer) => analyzer(name, scope))];
}
