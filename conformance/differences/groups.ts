import { columnOf, hasRule, type Difference } from './difference.ts';

/** What Deequ 2.1.0 does with groups of equal values. */
export const groupDifferences: readonly Difference[] = [
  {
    id: 'part-null-keys',
    fields: ['outcome', 'metrics', 'rows', 'reason'],
    explains: (found) => hasRule(found, ['IsPrimaryKey'], ({ parameters }) => parameters.length > 1),
  },
  {
    id: 'null-and-NullValue',
    fields: ['outcome', 'metrics', 'reason'],
    explains: (found) =>
      hasRule(found, ['DistinctValuesCount'], (rule) => {
        const values = columnOf(found.case, rule)?.values ?? [];
        return values.includes(null) && values.includes('NullValue');
      }),
  },
];
