import { columnOf, hasRule, realReason, type Difference } from './difference.ts';

/** What Deequ 2.1.0 does with ColumnDataType and DataFreshness. */
export const timeDifferences: readonly Difference[] = [
  {
    id: 'share-of-rows-text',
    fields: ['reason'],
    explains: (found) =>
      hasRule(found, ['ColumnDataType', 'DataFreshness']) &&
      /^(?:Value: \S+ does not meet the constraint requirement\.|[\d.]+% of rows passed)$/.test(realReason(found)) &&
      /^[\d.]+ % of rows passed the threshold$/.test(found.here?.[2] ?? ''),
  },
  {
    id: 'data-type-rows',
    fields: ['rows'],
    explains: (found) => hasRule(found, ['ColumnDataType']) && /^S+$/.test(found.there?.[4] ?? ''),
  },
  {
    id: 'integral-and-fractional',
    fields: ['outcome', 'metrics', 'reason'],
    explains: (found) =>
      hasRule(
        found,
        ['ColumnDataType'],
        ({ condition }) =>
          condition?.kind === 'string' &&
          condition.operands.some(
            (operand) => operand.kind === 'text' && /^(?:INTEGRAL|FRACTIONAL)$/i.test(operand.value),
          ),
      ),
  },
  {
    id: 'freshness-of-large-decimals',
    fields: ['outcome', 'metrics', 'reason'],
    explains: (found) =>
      hasRule(found, ['DataFreshness'], (rule) => columnOf(found.case, rule)?.type.startsWith('decimal(38,') === true),
  },
  {
    id: 'cast-exception-text',
    fields: ['reason'],
    explains: (found) => {
      const [code = ''] = /^Exception thrown while evaluating rule: \[[A-Z_.]+\]/.exec(realReason(found)) ?? [];
      return (
        hasRule(found, ['ColumnDataType', 'DataFreshness']) && code !== '' && found.here?.[2]?.startsWith(code) === true
      );
    },
  },
];
