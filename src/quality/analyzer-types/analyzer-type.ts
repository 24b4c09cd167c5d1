import type { Analyzer } from '../analyzers/analyzer.ts';
import type { DistributionAnalyzer } from '../analyzers/distribution.ts';
import type { Dataset } from '../dataset.ts';
import type { Analyzer as AnalyzerNode } from '../dqdl/ast.ts';

/** A type that stands in the `Analyzers` section alone. One file each, registered in `registry.ts`. */
export interface AnalyzerType {
  readonly name: string;
  analyze(node: AnalyzerNode, dataset: Dataset): Analysis;
}

/** What an entry of the `Analyzers` section measures. */
export interface Analysis {
  readonly metrics: readonly Analyzer[];
  readonly distributions: readonly DistributionAnalyzer[];
}
