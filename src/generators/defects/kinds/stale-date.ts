import { movedDate } from '../moved-date.ts';

/** `{ kind: stale-date, column: day, rate: 0.01 }` – a date of long ago: `days` earlier, by default a year. */
export const staleDate = movedDate('stale-date', { direction: '-', usual: 365 });
