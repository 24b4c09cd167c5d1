import { hasRule, metricsOf, realReason, type Difference } from './difference.ts';

/** What Deequ 2.1.0 does with CustomSql. */
export const sqlDifferences: readonly Difference[] = [
  {
    id: 'sql-engine-texts',
    fields: ['reason'],
    explains: (found) =>
      hasRule(found, ['CustomSql']) &&
      /\[[A-Z_.]+\]|Custom SQL did not return exactly 1 column/.test(realReason(found)) &&
      found.here?.[2]?.includes('Error executing SQL statement: ') === true,
  },
  {
    id: 'sql-dialect',
    fields: ['outcome', 'metrics', 'rows', 'reason'],
    explains: (found) => hasRule(found, ['CustomSql'], ({ parameters }) => SPARK_ONLY.has(parameters[0]?.value ?? '')),
  },
  {
    id: 'custom-sql-of-other-types',
    fields: ['outcome', 'metrics', 'reason'],
    explains: (found) => hasRule(found, ['CustomSql']) && realReason(found) === 'CustomSql Failed To Run',
  },
  {
    id: 'custom-sql-of-no-rows',
    fields: ['reason'],
    explains: (found) => hasRule(found, ['CustomSql']) && realReason(found).endsWith('due to data frame being empty'),
  },
  {
    id: 'custom-sql-text',
    fields: ['reason'],
    explains: (found) =>
      hasRule(found, ['CustomSql']) &&
      realReason(found).replaceAll(/Value: \S+ does not meet the constraint requirement[.!]/g, 'x') ===
        String(found.ours).replaceAll(
          /Custom SQL response failed to satisfy the threshold|Value: \S+ does not meet the constraint requirement[.!]/g,
          'x',
        ),
  },
  {
    id: 'custom-sql-metric-of-a-neighbour',
    fields: ['metrics'],
    explains: (found) => {
      const [real] = metricsOf(found);
      return (
        hasRule(found, ['CustomSql']) &&
        found.case.rules.length > 1 &&
        Object.keys(real).every((name) => name === 'Dataset.*.CustomSQL')
      );
    },
  },
];

/** Queries of which Spark makes something else: names with case, division, functions. */
const SPARK_ONLY = new Set(['select 1 / 0', "select double('NaN')", 'select K from primary where k = 1']);
