import { movedDate } from '../moved-date.ts';

/** `{ kind: future-date, column: day, rate: 0.01 }` – a date that has not come yet: `days` later, by default ten years. */
export const futureDate = movedDate('future-date', { direction: '+', usual: 3650 });
