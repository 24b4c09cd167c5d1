import { term, type Term } from './query/term.ts';

/** Seconds since 1970 (BIGINT) as a TIMESTAMP. */
export function secondsAsTimestamp(seconds: Term): Term {
  return term`make_timestamp((${seconds}) * 1000000)`;
}
