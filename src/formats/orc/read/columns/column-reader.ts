import type { Data, DataType } from 'apache-arrow';
import type { ByteStream } from '../byte-stream.ts';
import type { BitRuns } from '../decode/bit-runs.ts';
import { countBits, scatterBits, type Validity } from './validity.ts';

/** The most bytes of text, or items of lists, that one batch may have of one column. */
export const MOST_BYTES = 2 ** 29;
export const MOST_ITEMS = 2 ** 26;

/** Something that gives values one after another, and can tell how many at most. */
export interface Decoder {
  readonly stream: ByteStream;
  /** A bound of the values that can still come. */
  most(): number;
  skip(count: number): void;
  /** Forgets what is left of a run, after the stream was moved. */
  reset(): void;
  isDone(): boolean;
}

/** Reads the values of one column of one stripe, batch by batch. */
export abstract class ColumnReader {
  readonly type: DataType;
  readonly children: readonly ColumnReader[];
  readonly #present: BitRuns | undefined;
  /** The streams with a value, or part of one, for each row that is not null, in the order of the row index. */
  readonly #decoders: readonly Decoder[];

  constructor(
    type: DataType,
    present: BitRuns | undefined,
    decoders: readonly Decoder[],
    children: readonly ColumnReader[] = [],
  ) {
    this.type = type;
    this.#present = present;
    this.#decoders = decoders;
    this.children = children;
  }

  /** The next rows; those that `parent` leaves out are null, and nothing was written for them. */
  read(rows: number, parent?: Validity): Data {
    const validity = this.#validity(rows, parent);
    const count = validity ? validity.count : rows;
    if (count > 0) for (const decoder of this.#decoders) expectRoom(decoder, count);
    return this.readValues(rows, validity, count);
  }

  /** Fails unless every value of every stream was taken. */
  expectDone(): void {
    const present = this.#present ? [this.#present] : [];
    const unfinished = [...present, ...this.#decoders].find((decoder) => !decoder.isDone());
    if (unfinished) throw unfinished.stream.fail('the stream holds more values than the stripe has rows');
    for (const child of this.children) child.expectDone();
  }

  /** `count` of the rows, those of `validity`, have a value; undefined: all of them. */
  protected abstract readValues(rows: number, validity: Validity | undefined, count: number): Data;

  #validity(rows: number, parent: Validity | undefined): Validity | undefined {
    if (!this.#present) return parent;
    const written = parent ? parent.count : rows;
    if (written > 0) expectRoom(this.#present, written);
    const bits = this.#present.read(written);
    const count = countBits(bits, written);
    if (!parent) return count === rows ? undefined : { bits, count };
    return { bits: scatterBits(bits, parent, rows), count };
  }
}

/** What a stream cannot hold is not made room for. */
function expectRoom(decoder: Decoder, count: number): void {
  if (count > 1024 && count > decoder.most()) throw decoder.stream.endsEarly();
}
