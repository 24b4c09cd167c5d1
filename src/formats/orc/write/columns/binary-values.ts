import type { Data } from 'apache-arrow';
import type { Blocks } from '../out-stream.ts';
import { BinarySummary } from '../statistics/binaries.ts';
import { bytesSourceOf } from './bytes-source.ts';
import { DirectBytes } from './direct-bytes.ts';
import type { StripeValues, Values } from './values.ts';

/** binary. */
export class BinaryValues implements Values<BinarySummary> {
  readonly #blocks: Blocks;
  #direct: DirectBytes;
  #summary = new BinarySummary();

  constructor(blocks: Blocks) {
    this.#blocks = blocks;
    this.#direct = new DirectBytes(blocks);
  }

  append(data: Data, from: number, to: number): void {
    const source = bytesSourceOf(data);
    this.#direct.append(source, from, to);
    this.#summary.add((source.offsets[to] ?? 0) - (source.offsets[from] ?? 0));
  }

  endGroup(): BinarySummary {
    this.#direct.endGroup();
    const summary = this.#summary;
    this.#summary = new BinarySummary();
    return summary;
  }

  noSummary(): BinarySummary {
    return new BinarySummary();
  }

  get pending(): number {
    return this.#direct.pending;
  }

  get size(): number {
    return this.#direct.size;
  }

  endStripe(): StripeValues {
    const ended = this.#direct.endStripe();
    this.#direct = new DirectBytes(this.#blocks);
    return ended;
  }
}
