import { ByteSink } from '../byte-sink.ts';
import { compareSlices } from '../compare-bytes.ts';

/** Distinct byte strings, numbered as they come. Found by a hash of their bytes, which are never made strings. */
export class ByteDictionary {
  readonly #bytes = new ByteSink();
  #offsets = new Int32Array(257);
  #hashes = new Int32Array(256);
  /** Numbers plus one by hash; 0 is a free place. */
  #table = new Int32Array(1024);
  size = 0;

  get byteLength(): number {
    return this.#bytes.length;
  }

  /** The number of a byte string, a new one for one that was not there. */
  numberOf(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashOf(bytes, from, to);
    const mask = this.#table.length - 1;
    let place = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const number = (this.#table[place] ?? 0) - 1;
      if (number < 0) return this.#add(place, hash, bytes.subarray(from, to));
      if (this.#hashes[number] === hash && this.#equals(number, bytes, from, to)) return number;
      place = (place + 1) & mask;
    }
  }

  #equals(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#offsets[number] ?? 0;
    if ((this.#offsets[number + 1] ?? 0) - start !== to - from) return false;
    const own = this.#bytes.bytes;
    for (let index = 0; index < to - from; index++) if (own[start + index] !== bytes[from + index]) return false;
    return true;
  }

  #add(place: number, hash: number, bytes: Uint8Array): number {
    const number = this.size++;
    if (number >= this.#hashes.length) this.#growEntries();
    this.#table[place] = number + 1;
    this.#hashes[number] = hash;
    this.#bytes.append(bytes);
    this.#offsets[number + 1] = this.#bytes.length;
    if (this.size * 2 > this.#table.length) this.#growTable();
    return number;
  }

  #growEntries(): void {
    const offsets = new Int32Array(this.#hashes.length * 2 + 1);
    offsets.set(this.#offsets);
    this.#offsets = offsets;
    const hashes = new Int32Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
  }

  #growTable(): void {
    const table = new Int32Array(this.#table.length * 4);
    const mask = table.length - 1;
    for (let number = 0; number < this.size; number++) {
      const hash = this.#hashes[number] ?? 0;
      let place = (hash ^ (hash >>> 15)) & mask;
      while (table[place] !== 0) place = (place + 1) & mask;
      table[place] = number + 1;
    }
    this.#table = table;
  }

  slice(number: number): { readonly bytes: Uint8Array; readonly from: number; readonly to: number } {
    return { bytes: this.#bytes.bytes, from: this.#offsets[number] ?? 0, to: this.#offsets[number + 1] ?? 0 };
  }

  /** All numbers, in the order of their bytes. */
  sorted(): Int32Array {
    const numbers = Int32Array.from({ length: this.size }, (_, number) => number);
    return numbers.toSorted((a, b) => compareSlices(this.slice(a), this.slice(b)));
  }
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let index = from; index < to; index++) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x01000193);
  return hash;
}
