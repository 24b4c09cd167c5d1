import { BufferType, Data, type DataType } from 'apache-arrow';
import type { Validity } from './validity.ts';

export interface DataBuffers {
  readonly offsets?: Int32Array;
  readonly values?: ArrayBufferView;
  /** Of a union. */
  readonly typeIds?: Int8Array;
  readonly children?: Data[];
}

/** A column of Arrow made of its buffers as they are. */
export function arrowData(
  type: DataType,
  rows: number,
  validity: Validity | undefined,
  { offsets, values, typeIds, children }: DataBuffers,
): Data {
  const hasNulls = validity !== undefined && validity.count < rows;
  const buffers = {
    [BufferType.VALIDITY]: hasNulls ? validity.bits : new Uint8Array(0),
    ...(offsets && { [BufferType.OFFSET]: offsets }),
    ...(values && { [BufferType.DATA]: values }),
    ...(typeIds && { [BufferType.TYPE]: typeIds }),
  };
  return new Data(type, 0, rows, hasNulls ? rows - validity.count : 0, buffers, children);
}
