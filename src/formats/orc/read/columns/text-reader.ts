import type { Data, DataType } from 'apache-arrow';
import type { ByteStream } from '../byte-stream.ts';
import { arrowData } from './arrow-data.ts';
import type { BitRuns } from '../decode/bit-runs.ts';
import type { Integers } from '../decode/integers.ts';
import { ColumnReader, MOST_BYTES } from './column-reader.ts';
import { spread, type Validity } from './validity.ts';

/** Texts and bytes, one after another, with their lengths in a stream of their own. */
export class DirectTextReader extends ColumnReader {
  readonly #lengths: Integers;
  readonly #bytes: ByteStream;

  constructor(type: DataType, present: BitRuns | undefined, streams: { lengths: Integers; bytes: ByteStream }) {
    super(type, present, [streams.lengths]);
    this.#lengths = streams.lengths;
    this.#bytes = streams.bytes;
  }

  protected readValues(rows: number, validity: Validity | undefined, count: number): Data {
    const valueOffsets = readOffsets(this.#lengths, { rows, validity, count, most: MOST_BYTES });
    const total = valueOffsets[rows] ?? 0;
    if (total > this.#bytes.most()) throw this.#bytes.endsEarly();
    const data = new Uint8Array(total);
    this.#bytes.copy(data, 0, total);
    return arrowData(this.type, rows, validity, { offsets: valueOffsets, values: data });
  }

  override expectDone(): void {
    super.expectDone();
    if (!this.#bytes.isDone()) throw this.#bytes.fail('the stream holds more bytes than the lengths say');
  }
}

/** Reads lengths of valid rows, and makes of them the offsets of all. */
export function readOffsets(
  lengths: Integers,
  { rows, validity, count, most }: { rows: number; validity: Validity | undefined; count: number; most: number },
): Int32Array {
  const offsets = new Int32Array(rows + 1);
  const sizes = offsets.subarray(1);
  lengths.read32(sizes, count, 0);
  spread(sizes, 1, validity, rows);
  let total = 0;
  for (let row = 1; row <= rows; row++) {
    total += offsets[row] ?? 0;
    if (total > most) {
      throw lengths.stream.fail(`a batch of ${rows} rows holds more than ${most}; read fewer at once with batchRows`);
    }
    offsets[row] = total;
  }
  return offsets;
}

/** The distinct values of a column in a stripe. */
export interface Dictionary {
  /** Where each value begins, and the end. */
  readonly offsets: Int32Array;
  readonly bytes: Uint8Array;
}

export function readDictionary(lengths: Integers, bytes: ByteStream, size: number): Dictionary {
  if (size > lengths.most()) throw lengths.stream.endsEarly();
  const offsets = readOffsets(lengths, { rows: size, validity: undefined, count: size, most: MOST_BYTES });
  const total = offsets[size] ?? 0;
  if (total > bytes.most()) throw bytes.endsEarly();
  const all = new Uint8Array(total);
  bytes.copy(all, 0, total);
  return { offsets, bytes: all };
}

/** Texts that are places in a dictionary. */
export class DictionaryTextReader extends ColumnReader {
  readonly #places: Integers;
  readonly #load: () => Dictionary;
  #dictionary: Dictionary | undefined;

  constructor(type: DataType, present: BitRuns | undefined, streams: { places: Integers; load: () => Dictionary }) {
    super(type, present, [streams.places]);
    this.#places = streams.places;
    this.#load = streams.load;
  }

  protected readValues(rows: number, validity: Validity | undefined, count: number): Data {
    const dictionary = (this.#dictionary ??= this.#load());
    const places = new Int32Array(count);
    if (count > 0) this.#places.read32(places, count, 0, dictionary.offsets.length - 2);
    const { ends, data } = gather(places, dictionary, this.#places.stream);
    const valueOffsets = new Int32Array(rows + 1);
    if (!validity || count === rows) {
      valueOffsets.set(ends, 1);
    } else {
      for (let row = 0, from = 0, end = 0; row < rows; row++) {
        if (((validity.bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0) end = ends[from++] ?? 0;
        valueOffsets[row + 1] = end;
      }
    }
    return arrowData(this.type, rows, validity, { offsets: valueOffsets, values: data });
  }
}

/** The values at some places of a dictionary, one after another, and where each ends. */
function gather(
  places: Int32Array,
  { offsets, bytes }: Dictionary,
  stream: ByteStream,
): { readonly ends: Int32Array; readonly data: Uint8Array } {
  const ends = new Int32Array(places.length);
  let total = 0;
  for (let index = 0; index < places.length; index++) {
    const place = places[index] ?? 0;
    total += (offsets[place + 1] ?? 0) - (offsets[place] ?? 0);
    if (total > MOST_BYTES) {
      throw stream.fail(`a batch holds more than ${MOST_BYTES} bytes of text; read fewer rows at once with batchRows`);
    }
    ends[index] = total;
  }
  const data = new Uint8Array(total);
  for (let index = 0, at = 0; index < places.length; index++) {
    const place = places[index] ?? 0;
    const from = offsets[place] ?? 0;
    const to = offsets[place + 1] ?? 0;
    if (to - from > 32) {
      data.set(bytes.subarray(from, to), at);
      at += to - from;
    } else {
      for (let byte = from; byte < to; byte++) data[at++] = bytes[byte] ?? 0;
    }
  }
  return { ends, data };
}
