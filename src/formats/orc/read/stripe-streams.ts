import { STREAM_KINDS, type StreamKind } from '../messages/kinds.ts';
import { STRIPE_FOOTER, type StripeFooter, type StripeInformation } from '../messages/shapes.ts';
import { OrcError, type OrcPlace } from '../orc-error.ts';
import type { Compression } from './byte-stream.ts';
import { readMessage } from './file-tail.ts';
import type { RandomAccess } from './random-access.ts';

/** The bytes of one stream of one column, as they are in the file; none where there is no such stream. */
export type StreamBytes = (column: number, kind: StreamKind) => Uint8Array;

/** Streams that are further apart are read one by one. */
const GAP = 64 * 1024;

interface Piece {
  readonly column: number;
  readonly kind: StreamKind;
  readonly offset: number;
  readonly length: number;
}

export interface StripePlan {
  readonly footer: StripeFooter;
  readonly pieces: readonly Piece[];
}

/** Reads the footer of a stripe, and finds where its streams are. */
export async function readStripePlan(
  access: RandomAccess,
  information: StripeInformation,
  { compression, stripe }: { readonly compression: Compression; readonly stripe: number },
): Promise<StripePlan> {
  const place: OrcPlace = { part: 'stripe', stripe };
  const { offset = 0, indexLength = 0, dataLength = 0, footerLength = 0 } = information;
  const end = offset + indexLength + dataLength;
  const footer = readMessage(STRIPE_FOOTER, await access.read(end, footerLength), compression, place);
  const pieces: Piece[] = [];
  let at = offset;
  for (const { kind = -1, column = 0, length = 0 } of footer.streams) {
    const name = STREAM_KINDS[kind];
    if (name) pieces.push({ column, kind: name, offset: at, length });
    at += length;
  }
  if (at > end) throw new OrcError(place, `its streams take ${at - offset} bytes, and the stripe has ${end - offset}`);
  return { footer, pieces };
}

/** Reads the streams that are wanted, neighbours in one go. */
export async function readStreams(
  access: RandomAccess,
  { pieces }: StripePlan,
  isWanted: (column: number, kind: StreamKind) => boolean,
): Promise<StreamBytes> {
  const found = new Map<string, Uint8Array>();
  const wanted = pieces.filter(({ column, kind, length }) => length > 0 && isWanted(column, kind));
  for (const group of groupsOf(wanted)) {
    const [first] = group;
    const last = group.at(-1);
    if (!first || !last) continue;
    const bytes = await access.read(first.offset, last.offset + last.length - first.offset);
    for (const { column, kind, offset, length } of group) {
      const start = offset - first.offset;
      found.set(`${column} ${kind}`, bytes.subarray(start, start + length));
    }
  }
  const nothing = new Uint8Array(0);
  return (column, kind) => found.get(`${column} ${kind}`) ?? nothing;
}

/** Pieces are in the order of the file. */
function groupsOf(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group && before && piece.offset - before.offset - before.length <= GAP) group.push(piece);
    else groups.push([piece]);
  }
  return groups;
}
