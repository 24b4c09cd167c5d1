import type { RowStream } from './row-stream.ts';

/** How values spread over a range: a draw of 0 to 1, where 0 is its low end and 1 its high end. */
type Distribution = (stream: RowStream) => number;

/**
 * `normal`: the mean in the middle, six standard deviations wide. `log-normal`: many small values and a long tail, the
 * median at about 11 % of the range. What would fall outside is drawn again.
 */
export const DISTRIBUTIONS: Readonly<Record<'uniform' | 'normal' | 'log-normal', Distribution>> = {
  uniform: (stream) => stream.next(),
  normal: (stream) => within(() => 0.5 + gaussian(stream) / 6),
  'log-normal': (stream) => within(() => Math.exp(gaussian(stream) * 0.8) / 9),
};

function within(draw: () => number): number {
  for (let attempt = 0; attempt < 64; attempt++) {
    const value = draw();
    if (value >= 0 && value < 1) return value;
  }
  return 0.5;
}

/** Box and Muller 1958: two uniform draws as one of the standard normal distribution. */
function gaussian(stream: RowStream): number {
  const radius = Math.sqrt(-2 * Math.log(1 - stream.next()));
  return radius * Math.cos(2 * Math.PI * stream.next());
}
