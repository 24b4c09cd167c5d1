import type { ByteSink } from '../byte-sink.ts';
import { alignedWidth, bitsOf, widthCode } from './bit-width.ts';
import { packBits } from './pack-bits.ts';
import { patchedWidths, writePatchedBase } from './patched-base.ts';
import { writeSignedVarint, writeVarint, zigzag } from './varint.ts';

const scratch = new Float64Array(512);

/**
 * One run of up to 512 values that do not simply repeat, in the encoding that the Java writer would take: delta where
 * they rise or fall all the way, patched base where few of them are much longer than the rest, else direct.
 */
export function writeLiteralRun(sink: ByteSink, values: Float64Array, signed: boolean): void {
  const shape = shapeOf(values);
  if (values.length > 3 && shape.isFixed) return writeDelta(sink, values, { signed, width: 0 });
  if (values.length > 3 && shape.firstDelta !== 0 && shape.isMonotonic) {
    // A width of one bit cannot be told from that of a fixed delta.
    return writeDelta(sink, values, { signed, width: Math.max(2, alignedWidth(bitsOf(shape.maxDelta))) });
  }
  const widest = signed ? Math.max(zigzag(shape.min), zigzag(shape.max)) : shape.max;
  const widths = values.length > 3 ? patchedWidths(values, shape.min, { signed, widest }) : undefined;
  if (widths) return writePatchedBase(sink, values, { min: shape.min, ...widths });
  writeDirect(sink, values, { signed, width: alignedWidth(bitsOf(widest)) });
}

interface RunShape {
  readonly min: number;
  readonly max: number;
  readonly isMonotonic: boolean;
  /** Every delta is the first one. */
  readonly isFixed: boolean;
  readonly firstDelta: number;
  /** The largest delta after the first, whatever its sign. */
  readonly maxDelta: number;
}

function shapeOf(values: Float64Array): RunShape {
  let last = values[0] ?? 0;
  let min = last;
  let max = last;
  let rises = true;
  let falls = true;
  let isFixed = true;
  let maxDelta = 0;
  const firstDelta = (values[1] ?? last) - last;
  for (let index = 1; index < values.length; index++) {
    const value = values[index] ?? 0;
    const delta = value - last;
    if (value < min) min = value;
    if (value > max) max = value;
    if (delta < 0) rises = false;
    if (delta > 0) falls = false;
    if (delta !== firstDelta) isFixed = false;
    if (index > 1) maxDelta = Math.max(maxDelta, delta < 0 ? -delta : delta);
    last = value;
  }
  return { min, max, isMonotonic: rises || falls, isFixed, firstDelta, maxDelta };
}

interface Packing {
  readonly signed: boolean;
  readonly width: number;
}

function writeDirect(sink: ByteSink, values: Float64Array, { signed, width }: Packing): void {
  const { length } = values;
  sink.push(0x40 | (widthCode(width) << 1) | ((length - 1) >> 8));
  sink.push((length - 1) & 0xff);
  if (!signed) return packBits(sink, values, length, width);
  for (let index = 0; index < length; index++) scratch[index] = zigzag(values[index] ?? 0);
  packBits(sink, scratch, length, width);
}

/** Width 0: all deltas are the first one, and none is packed. */
function writeDelta(sink: ByteSink, values: Float64Array, { signed, width }: Packing): void {
  const { length } = values;
  const [first = 0, second = 0] = values;
  sink.push(0xc0 | ((width === 0 ? 0 : widthCode(width)) << 1) | ((length - 1) >> 8));
  sink.push((length - 1) & 0xff);
  if (signed) writeSignedVarint(sink, first);
  else writeVarint(sink, first);
  writeSignedVarint(sink, second - first);
  if (width === 0) return;
  for (let index = 2; index < length; index++) {
    scratch[index - 2] = Math.abs((values[index] ?? 0) - (values[index - 1] ?? 0));
  }
  packBits(sink, scratch, length - 2, width);
}
