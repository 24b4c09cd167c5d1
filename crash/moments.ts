import { deriveSeed } from '../src/core/seed.ts';
import type { Moment, Undisturbed } from './trial.ts';

/** The moment of the n-th kill: drawn by the seed, of requests and of time by turns where there are requests. */
export function momentOf(kill: number, seed: number, { requests }: Pick<Undisturbed, 'requests'>): Moment {
  const draw = (what: string): number => Number(deriveSeed(seed, kill, what)) / 2 ** 64;
  if (requests === 0 || kill % 2 === 0) return { share: draw('share') };
  return {
    request: 1 + Math.floor(draw('request') * requests),
    when: draw('when') < 0.5 ? 'before it is done' : 'after it is done',
  };
}

export function describeMoment(moment: Moment): string {
  if ('share' in moment) return `at ${(moment.share * 100).toFixed(1)} % of the time`;
  return `at request ${moment.request}, ${moment.when}`;
}
