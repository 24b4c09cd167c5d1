import type { Data } from 'apache-arrow';
import type { EncodingKind, StreamKind } from '../../messages/kinds.ts';
import type { OutStream } from '../out-stream.ts';
import type { Summary } from '../statistics/summary.ts';

/** What a stripe holds of the values of one column. */
export interface StripeValues {
  /** In the order in which the row index gives places in them; those that it does not mention come last. */
  readonly streams: readonly ValueStream[];
  readonly encoding: EncodingKind;
  readonly dictionarySize?: number;
}

export interface ValueStream {
  readonly kind: StreamKind;
  readonly stream: OutStream;
}

/** Encodes the values of one column, without its nulls. */
export interface Values<S extends Summary<S>> {
  /** Takes the values from `from` to `to`, none of which is null. Throws an `OrcError` for one that ORC cannot hold. */
  append(data: Data, from: number, to: number): void;
  /** Ends a row group: gives what is known of its values. */
  endGroup(): S;
  /** What is known of no values. */
  noSummary(): S;
  /** Gives up the streams of a stripe and begins the next. */
  endStripe(): StripeValues;
  /** How many bytes of the stripe are encoded, before compression. */
  readonly size: number;
  /** How many bytes the row group takes whose values are not encoded yet. */
  readonly pending: number;
}
