import type { Data } from 'apache-arrow';
import { bitAt } from '../../../duckdb/bitmap.ts';
import type { ByteWriter } from './byte-writer.ts';

/** Writes the value of a row. */
export type WriteRow = (out: ByteWriter, row: number) => void;

/** How a type is written: its schema, as JSON, and how the rows of one Arrow array are. */
export interface Encoder {
  readonly schema: unknown;
  readonly bind: (data: Data) => WriteRow;
}

/** A union of `null` and a type. */
export function nullable({ schema, bind }: Encoder): Encoder {
  if (schema === 'null') return { schema, bind };
  return {
    schema: ['null', schema],
    bind(data) {
      const write = bind(data);
      const bits: Uint8Array | undefined = data.nullCount > 0 ? data.nullBitmap : undefined;
      if (!bits) {
        return (out, row) => {
          out.byte(2);
          write(out, row);
        };
      }
      return (out, row) => {
        if (!bitAt(bits, data.offset + row)) out.byte(0);
        else {
          out.byte(2);
          write(out, row);
        }
      };
    },
  };
}

/** The 32-bit halves of values of 64 bits. */
export function wordsOf(data: Data): Int32Array {
  const values: ArrayBufferView = data.values;
  return new Int32Array(values.buffer, values.byteOffset, values.byteLength / 4);
}

export function bytesOf(data: Data): Uint8Array {
  const values: ArrayBufferView = data.values;
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

export function childOf(data: Data, index: number): Data {
  const child = data.children[index];
  if (!child) throw new TypeError(`Arrow data of type ${String(data.type)} lacks child ${index}`);
  return child;
}
