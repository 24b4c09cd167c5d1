import { NumberBuffer } from '../number-buffer.ts';
import { OutStream, type Blocks } from '../out-stream.ts';
import { writeIntegerRuns } from '../rle/integer-runs.ts';
import type { TextSummary } from '../statistics/texts.ts';
import { ByteDictionary } from './byte-dictionary.ts';
import type { DirectBytes } from './direct-bytes.ts';
import type { StripeValues } from './values.ts';

/** The texts of a stripe as numbers of a dictionary, which is sorted when the stripe ends. */
export class TextDictionary {
  readonly #entries = new ByteDictionary();
  readonly #numbers = new NumberBuffer();
  /** Where each row group ends. */
  readonly #groupEnds: number[] = [];
  /** By entry, the row group that saw it last. */
  #seen = new Int32Array(256).fill(-1);

  append(bytes: Uint8Array, from: number, to: number): number {
    const number = this.#entries.numberOf(bytes, from, to);
    this.#numbers.push(number);
    return number;
  }

  /** A text that is there already. */
  appendNumber(number: number): void {
    this.#numbers.push(number);
  }

  /** Ends a row group: its bounds are those of the entries it has. */
  endGroup(summary: TextSummary): void {
    const group = this.#groupEnds.length;
    const begin = this.#groupEnds.at(-1) ?? 0;
    if (this.#seen.length < this.#entries.size) {
      const grown = new Int32Array(this.#entries.size * 2).fill(-1);
      grown.set(this.#seen);
      this.#seen = grown;
    }
    for (let index = begin; index < this.#numbers.length; index++) {
      const number = this.#numbers.values[index] ?? 0;
      if (this.#seen[number] === group) continue;
      this.#seen[number] = group;
      const { bytes, from, to } = this.#entries.slice(number);
      summary.bound(bytes, from, to);
    }
    this.#groupEnds.push(this.#numbers.length);
  }

  /** Distinct texts by texts; 0 where there is none. */
  get share(): number {
    return this.#numbers.length === 0 ? 0 : this.#entries.size / this.#numbers.length;
  }

  get size(): number {
    return this.#entries.byteLength + 4 * this.#numbers.length;
  }

  /** Writes all texts again, one after another. */
  replay(direct: DirectBytes): void {
    let index = 0;
    for (const end of this.#groupEnds) {
      for (; index < end; index++) {
        const { bytes, from, to } = this.#entries.slice(this.#numbers.values[index] ?? 0);
        direct.appendOne(bytes, from, to);
      }
      direct.endGroup();
    }
  }

  endStripe(blocks: Blocks): StripeValues {
    const sorted = this.#entries.sorted();
    const places = new Int32Array(sorted.length);
    for (const [place, number] of sorted.entries()) places[number] = place;
    const data = new OutStream(blocks);
    let begin = 0;
    for (const end of this.#groupEnds) {
      const group = this.#numbers.values.subarray(begin, end);
      for (let index = 0; index < group.length; index++) group[index] = places[group[index] ?? 0] ?? 0;
      data.mark(0);
      writeIntegerRuns(data.sink, group, group.length, false);
      data.settle();
      begin = end;
    }
    const lengths = new Float64Array(sorted.length);
    const entries = new OutStream(blocks);
    for (const [place, number] of sorted.entries()) {
      const { bytes, from, to } = this.#entries.slice(number);
      lengths[place] = to - from;
      entries.sink.append(bytes.subarray(from, to));
      entries.settle();
    }
    const length = new OutStream(blocks);
    writeIntegerRuns(length.sink, lengths, lengths.length, false);
    return {
      streams: [
        { kind: 'DATA', stream: data },
        { kind: 'LENGTH', stream: length },
        { kind: 'DICTIONARY_DATA', stream: entries },
      ],
      encoding: 'DICTIONARY_V2',
      dictionarySize: sorted.length,
    };
  }
}
