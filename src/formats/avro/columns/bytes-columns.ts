import { isUtf8 } from 'node:buffer';
import { Binary, Utf8, type Data } from 'apache-arrow';
import type { ByteReader } from '../byte-reader.ts';
import { AvroDamage } from '../damage.ts';
import { BytesValues } from './bytes-values.ts';
import { isNull, LeafColumn } from './leaf-column.ts';

/** `string`; bytes that are not UTF-8 are damage. */
export class TextColumn extends LeafColumn {
  readonly #values = new BytesValues();

  constructor(metadata?: Map<string, string>) {
    super(new Utf8(), metadata);
  }

  read(input: ByteReader): void {
    if (isNull(input, this.nullIndex)) {
      this.#values.addNull();
      return;
    }
    const size = input.size();
    const from = input.skip(size);
    if (this.#values.add(input.bytes, from, size) >= 0x80) checkUtf8(input.bytes.subarray(from, from + size), from);
  }

  readNull(): void {
    this.#values.addNull();
  }

  finish(): Data {
    return this.#values.take(this.type);
  }
}

function checkUtf8(bytes: Uint8Array, at: number): void {
  if (isUtf8(bytes)) return;
  const found = `0x${Buffer.from(bytes.subarray(0, 40)).toString('hex')}`;
  throw new AvroDamage('a string is not UTF-8', { at, found, expected: 'UTF-8' });
}

/** `enum`, as the text of its symbols. */
export class EnumColumn extends LeafColumn {
  readonly #values = new BytesValues();
  readonly #symbols: readonly Uint8Array[];

  constructor(symbols: readonly string[]) {
    super(new Utf8());
    this.#symbols = symbols.map((symbol) => new TextEncoder().encode(symbol));
  }

  read(input: ByteReader): void {
    if (isNull(input, this.nullIndex)) {
      this.#values.addNull();
      return;
    }
    const at = input.pos;
    const index = input.int();
    const symbol = this.#symbols[index];
    if (!symbol) {
      const expected = `0 to ${this.#symbols.length - 1}`;
      throw new AvroDamage('an enum has no such symbol', { at, found: String(index), expected });
    }
    this.#values.add(symbol, 0, symbol.length);
  }

  readNull(): void {
    this.#values.addNull();
  }

  finish(): Data {
    return this.#values.take(this.type);
  }
}

/** `bytes`, and `fixed` where `size` is given. */
export class BinaryColumn extends LeafColumn {
  readonly #values = new BytesValues();
  readonly #size: number | undefined;

  constructor(size?: number) {
    super(new Binary());
    this.#size = size;
  }

  read(input: ByteReader): void {
    if (isNull(input, this.nullIndex)) {
      this.#values.addNull();
      return;
    }
    const size = this.#size ?? input.size();
    this.#values.add(input.bytes, input.skip(size), size);
  }

  readNull(): void {
    this.#values.addNull();
  }

  finish(): Data {
    return this.#values.take(this.type);
  }
}

/** Values that are written as text, ASCII alone, which `textOf` reads. */
export class WrittenColumn extends LeafColumn {
  readonly #values = new BytesValues();
  readonly #textOf: (input: ByteReader) => string;

  constructor(textOf: (input: ByteReader) => string, metadata?: Map<string, string>) {
    super(new Utf8(), metadata);
    this.#textOf = textOf;
  }

  read(input: ByteReader): void {
    if (isNull(input, this.nullIndex)) {
      this.#values.addNull();
      return;
    }
    const text = Buffer.from(this.#textOf(input), 'latin1');
    this.#values.add(text, 0, text.length);
  }

  readNull(): void {
    this.#values.addNull();
  }

  finish(): Data {
    return this.#values.take(this.type);
  }
}
