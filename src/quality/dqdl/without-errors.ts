import type { Finding, Range } from '../../core/finding.ts';
import type { Ruleset } from './ast.ts';

/**
 * The ruleset without the parts that an error lies in. Variables stay: the rules that use them do. `findings` are in the
 * order of the text.
 */
export function withoutErrors(ruleset: Ruleset, findings: readonly Finding[]): Ruleset {
  const offsets = findings.flatMap(({ severity, range }) =>
    severity === 'error' && range !== undefined ? [range.start.offset] : [],
  );
  if (offsets.length === 0) return ruleset;
  const isSound = ({ range }: { readonly range: Range }): boolean => !holdsAny(offsets, range);
  return {
    metadata: ruleset.metadata.filter(isSound),
    dataSources: ruleset.dataSources && isSound(ruleset.dataSources) ? ruleset.dataSources : undefined,
    variables: ruleset.variables,
    defaultLabels: ruleset.defaultLabels.filter(isSound),
    rules: ruleset.rules.filter(isSound),
    analyzers: ruleset.analyzers.filter(isSound),
  };
}

/** Whether one of the sorted offsets lies in the range. */
function holdsAny(offsets: readonly number[], { start, end }: Range): boolean {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < start.offset) low = middle + 1;
    else high = middle;
  }
  const offset = offsets[low];
  return offset !== undefined && offset < end.offset;
}
