import { distribution, MOST_BINS } from '../analyzers/distribution.ts';
import type { AnalyzerType } from './analyzer-type.ts';
import { columnsOf } from './columns-of.ts';

/** `Distribution "amount" with bins = 10`, `Distribution AllColumns`: how often which values are there. */
export const distributionType: AnalyzerType = {
  name: 'Distribution',
  analyze(node, dataset) {
    const asked = node.tags.find(({ name }) => name === 'bins')?.value;
    const bins = typeof asked === 'number' ? asked : MOST_BINS;
    return {
      metrics: [],
      distributions: columnsOf(node, dataset).map((name) => distribution(name, bins, dataset)),
    };
  },
};
