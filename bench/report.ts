import { cpus, totalmem } from 'node:os';
import type { Bench } from './bench.ts';
import type { Timing } from './measure.ts';

/** What one benchmark gave; `timings[0]` is the subject. */
export interface BenchResult {
  readonly bench: Bench;
  readonly timings: readonly Timing[];
}

/** Whether the subject kept its budget, by medians; undefined where there is nothing to compare. */
export function isMet({ bench, timings }: BenchResult): boolean {
  const [subject, baseline] = timings;
  if ('seconds' in bench.budget) return (subject?.median ?? Infinity) <= bench.budget.seconds;
  return (baseline?.firstOverThis ?? Infinity) <= bench.budget.ratio;
}

/** A line a variant: median, spread, and the subject's time over the variant's. */
export function asTable({ bench, timings }: BenchResult): string {
  const budget =
    'seconds' in bench.budget
      ? `at most ${bench.budget.seconds} s`
      : `at most ${bench.budget.ratio} times the first below`;
  const verdict = isMet({ bench, timings }) ? 'met' : 'NOT MET';
  const lines = timings.map((timing, index) => {
    const spread = `${timing.min.toFixed(3)} - ${timing.max.toFixed(3)}`;
    const ratio = index === 0 ? '' : `ratio ${timing.firstOverThis.toFixed(2)}`;
    return `  ${timing.name.padEnd(20)} ${timing.median.toFixed(3).padStart(8)} s   ${spread.padEnd(16)} ${ratio}`.trimEnd();
  });
  return [`${bench.name}: ${bench.about}`, ...lines, `  budget: ${budget}: ${verdict}`].join('\n');
}

/** The document that `--json FILE` writes: times in seconds. */
export function asJson(results: readonly BenchResult[]): string {
  const document = {
    node: process.version,
    cpus: cpus().length,
    memoryBytes: totalmem(),
    benches: results.map((result) => ({
      name: result.bench.name,
      about: result.bench.about,
      rounds: result.bench.rounds,
      budget: result.bench.budget,
      met: isMet(result),
      variants: result.timings.map(({ firstOverThis, ...timing }, index) =>
        index === 0 ? timing : { ...timing, ratio: firstOverThis },
      ),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
