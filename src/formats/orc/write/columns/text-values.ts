import { DataType, type Data, type Vector } from 'apache-arrow';
import type { Blocks } from '../out-stream.ts';
import { TextSummary } from '../statistics/texts.ts';
import { bytesSourceOf, dictionarySource, type BytesSource } from './bytes-source.ts';
import { DirectBytes } from './direct-bytes.ts';
import { TextDictionary } from './text-dictionary.ts';
import type { StripeValues, Values } from './values.ts';

/**
 * string. Each stripe begins with a dictionary, which is given up for good as soon as a row group leaves it with more
 * distinct texts, by all texts, than the threshold. Takes dictionaries of texts as they are.
 */
export class TextValues implements Values<TextSummary> {
  readonly #blocks: Blocks;
  readonly #threshold: number;
  #dictionary: TextDictionary | undefined;
  #direct: DirectBytes;
  #summary = new TextSummary();
  /** By entry of an Arrow dictionary, its number in ours, plus one. */
  #numbers = new Map<Vector, Int32Array>();

  constructor(blocks: Blocks, threshold: number) {
    this.#blocks = blocks;
    this.#threshold = threshold;
    this.#direct = new DirectBytes(blocks);
    this.#dictionary = this.#begin();
  }

  #begin(): TextDictionary | undefined {
    return this.#threshold > 0 ? new TextDictionary() : undefined;
  }

  append(data: Data, from: number, to: number): void {
    if (data.dictionary && DataType.isDictionary(data.type)) this.#appendEntries(data, data.dictionary, { from, to });
    else this.#appendTexts(bytesSourceOf(data), from, to);
  }

  #appendTexts(source: BytesSource, from: number, to: number): void {
    const { bytes, offsets } = source;
    this.#summary.add((offsets[to] ?? 0) - (offsets[from] ?? 0));
    const dictionary = this.#dictionary;
    let start = offsets[from] ?? 0;
    if (!dictionary) this.#direct.append(source, from, to);
    for (let index = from; index < to; index++) {
      const end = offsets[index + 1] ?? 0;
      if (dictionary) dictionary.append(bytes, start, end);
      else this.#summary.bound(bytes, start, end);
      start = end;
    }
  }

  #appendEntries(data: Data, entries: Vector, { from, to }: { readonly from: number; readonly to: number }): void {
    const { bytes, offsets } = dictionarySource(entries);
    const indices: ArrayLike<number | bigint> = data.values;
    const numbers = this.#numbersOf(entries);
    const dictionary = this.#dictionary;
    for (let index = from; index < to; index++) {
      const entry = Number(indices[index] ?? 0);
      const [start, end] = [offsets[entry] ?? 0, offsets[entry + 1] ?? 0];
      const known = numbers[entry] ?? 0;
      this.#summary.add(end - start);
      if (!dictionary) {
        this.#direct.appendOne(bytes, start, end);
        this.#summary.bound(bytes, start, end);
      } else if (known > 0) dictionary.appendNumber(known - 1);
      else numbers[entry] = dictionary.append(bytes, start, end) + 1;
    }
  }

  #numbersOf(entries: Vector): Int32Array {
    const numbers = this.#numbers.get(entries) ?? new Int32Array(entries.length);
    this.#numbers.set(entries, numbers);
    return numbers;
  }

  endGroup(): TextSummary {
    const summary = this.#summary;
    this.#summary = new TextSummary();
    if (!this.#dictionary) {
      this.#direct.endGroup();
      return summary;
    }
    this.#dictionary.endGroup(summary);
    if (this.#dictionary.share > this.#threshold) {
      this.#dictionary.replay(this.#direct);
      this.#dictionary = undefined;
    }
    return summary;
  }

  noSummary(): TextSummary {
    return new TextSummary();
  }

  get pending(): number {
    return this.#direct.pending;
  }

  get size(): number {
    return this.#dictionary?.size ?? this.#direct.size;
  }

  endStripe(): StripeValues {
    const ended = this.#dictionary?.endStripe(this.#blocks) ?? this.#direct.endStripe();
    this.#direct = new DirectBytes(this.#blocks);
    this.#dictionary = this.#begin();
    this.#numbers = new Map();
    return ended;
  }
}
