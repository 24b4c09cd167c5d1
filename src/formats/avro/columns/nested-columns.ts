import { Field, List, Map_, Struct, type Data, type DataType } from 'apache-arrow';
import { arrowData } from '../../../duckdb/arrow-builder.ts';
import type { ByteReader } from '../byte-reader.ts';
import { AvroDamage } from '../damage.ts';
import { TextColumn } from './bytes-columns.ts';
import { noMember } from './leaf-column.ts';
import { Offsets, ValidityBits, type ColumnDecoder } from './column-decoder.ts';

/** The Arrow field of a decoder's values. */
export function fieldOf(name: string, { type, metadata }: ColumnDecoder, nullable = true): Field {
  return new Field(name, type, nullable, metadata);
}

/** A union of one type, and perhaps `null`. */
export class NullableColumn implements ColumnDecoder {
  readonly type: DataType;
  readonly metadata?: Map<string, string>;
  readonly #value: ColumnDecoder;
  readonly #valueIndex: number;
  readonly #nullIndex: number | undefined;

  constructor(value: ColumnDecoder, valueIndex: number, nullIndex: number | undefined) {
    this.type = value.type;
    if (value.metadata) this.metadata = value.metadata;
    this.#value = value;
    this.#valueIndex = valueIndex;
    this.#nullIndex = nullIndex;
  }

  read(input: ByteReader): void {
    const at = input.pos;
    const branch = input.int();
    if (branch === this.#valueIndex) this.#value.read(input);
    else if (branch === this.#nullIndex) this.#value.readNull();
    else throw noMember(at, branch, this.#nullIndex === undefined ? 1 : 2);
  }

  readNull(): void {
    this.#value.readNull();
  }

  finish(): Data {
    return this.#value.finish();
  }
}

/** A record: its fields one after another. */
export class StructColumn implements ColumnDecoder {
  readonly type: DataType;
  readonly #fields: readonly ColumnDecoder[];
  readonly #validity = new ValidityBits();

  constructor(fields: readonly (readonly [string, ColumnDecoder])[]) {
    this.#fields = fields.map(([, decoder]) => decoder);
    this.type = new Struct(fields.map(([name, decoder]) => fieldOf(name, decoder)));
  }

  read(input: ByteReader): void {
    for (const field of this.#fields) field.read(input);
    this.#validity.valid();
  }

  readNull(): void {
    for (const field of this.#fields) field.readNull();
    this.#validity.null();
  }

  finish(): Data {
    const children = this.#fields.map((field) => field.finish());
    return arrowData(this.type, { validity: this.#validity.take(), children });
  }
}

/** A union of several types: a struct with one member each, all NULL but one; NULL where the union is `null`. */
export class UnionColumn implements ColumnDecoder {
  readonly type: DataType;
  readonly #members: readonly ColumnDecoder[];
  /** By branch; undefined for `null`. */
  readonly #branches: readonly (ColumnDecoder | undefined)[];
  readonly #validity = new ValidityBits();

  constructor(branches: readonly (ColumnDecoder | undefined)[]) {
    this.#branches = branches;
    this.#members = branches.filter((branch) => branch !== undefined);
    this.type = new Struct(this.#members.map((member, index) => fieldOf(`member${index}`, member)));
  }

  read(input: ByteReader): void {
    const at = input.pos;
    const index = input.int();
    if (index < 0 || index >= this.#branches.length) throw noMember(at, index, this.#branches.length);
    const branch = this.#branches[index];
    if (!branch) {
      this.readNull();
      return;
    }
    for (const member of this.#members) {
      if (member === branch) member.read(input);
      else member.readNull();
    }
    this.#validity.valid();
  }

  readNull(): void {
    for (const member of this.#members) member.readNull();
    this.#validity.null();
  }

  finish(): Data {
    const children = this.#members.map((member) => member.finish());
    return arrowData(this.type, { validity: this.#validity.take(), children });
  }
}

/** `array`. */
export class ListColumn implements ColumnDecoder {
  readonly type: DataType;
  readonly #items: ColumnDecoder;
  readonly #itemBytes: 0 | 1;
  readonly #validity = new ValidityBits();
  readonly #offsets = new Offsets();
  #total = 0;

  constructor(items: ColumnDecoder, itemBytes: 0 | 1) {
    this.type = new List(fieldOf('item', items));
    this.#items = items;
    this.#itemBytes = itemBytes;
  }

  read(input: ByteReader): void {
    for (let count = input.items(this.#itemBytes); count > 0; count = input.items(this.#itemBytes)) {
      for (let index = 0; index < count; index++) this.#items.read(input);
      this.#total += count;
    }
    this.#offsets.push(this.#total);
    this.#validity.valid();
  }

  readNull(): void {
    this.#offsets.push(this.#total);
    this.#validity.null();
  }

  finish(): Data {
    this.#total = 0;
    const parts = { validity: this.#validity.take(), offsets: this.#offsets.take(), children: [this.#items.finish()] };
    return arrowData(this.type, parts);
  }
}

/** `map`; a key that comes twice is damage, as a table's map has each once. */
export class MapColumn implements ColumnDecoder {
  readonly type: DataType;
  readonly #keys = new TextColumn();
  readonly #values: ColumnDecoder;
  readonly #entries: Struct;
  readonly #validity = new ValidityBits();
  readonly #offsets = new Offsets();
  #total = 0;

  constructor(values: ColumnDecoder) {
    this.#values = values;
    this.#entries = new Struct([fieldOf('key', this.#keys, false), fieldOf('value', values)]);
    this.type = new Map_(new Field('entries', this.#entries, false));
  }

  read(input: ByteReader): void {
    const seen = new Set<string>();
    for (let count = input.items(1); count > 0; count = input.items(1)) {
      for (let index = 0; index < count; index++) {
        const at = input.pos;
        this.#keys.read(input);
        const key = keyOf(input, at);
        if (seen.has(key)) throw new AvroDamage('a map has a key twice', { at, found: JSON.stringify(key) });
        seen.add(key);
        this.#values.read(input);
      }
      this.#total += count;
    }
    this.#offsets.push(this.#total);
    this.#validity.valid();
  }

  readNull(): void {
    this.#offsets.push(this.#total);
    this.#validity.null();
  }

  finish(): Data {
    const entries = arrowData(this.#entries, {
      validity: { length: this.#total, nullCount: 0, bits: undefined },
      children: [this.#keys.finish(), this.#values.finish()],
    });
    this.#total = 0;
    const parts = { validity: this.#validity.take(), offsets: this.#offsets.take(), children: [entries] };
    return arrowData(this.type, parts);
  }
}

/** The text that was just read, whose length began at `at`. */
function keyOf(input: ByteReader, at: number): string {
  let from = at;
  while ((input.bytes[from] ?? 0) >= 0x80) from += 1;
  return Buffer.from(input.bytes.buffer, input.bytes.byteOffset + from + 1, input.pos - from - 1).toString('utf8');
}
