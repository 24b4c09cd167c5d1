import { hasRule, metricsOf, realReason, type Difference } from './difference.ts';

/** What Deequ 2.1.0 does with CustomSql. */
export const sqlDifferences: readonly Difference[] = [
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
