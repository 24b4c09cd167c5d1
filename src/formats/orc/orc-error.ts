import type { StreamKind } from './messages/kinds.ts';

/** The parts of an ORC file; `tail` is the postscript at the very end, `stripe` the footer of a stripe. */
export type OrcPart = 'tail' | 'footer' | 'metadata' | 'stripe' | 'index' | 'stream';

export interface OrcPlace {
  readonly part: OrcPart;
  /** From 0. */
  readonly stripe?: number | undefined;
  /** The path of a column, for example `address.street`. */
  readonly column?: string | undefined;
  readonly stream?: StreamKind | undefined;
}

export interface OrcErrorOptions extends ErrorOptions {
  readonly timestampUnit?: 'ns' | 'us';
}

/** An ORC file that cannot be read as it is asked, and the place within it. */
export class OrcError extends Error implements OrcPlace {
  override readonly name = 'OrcError';
  readonly part: OrcPart;
  readonly stripe: number | undefined;
  readonly column: string | undefined;
  readonly stream: StreamKind | undefined;
  /** The `timestampUnit` with which this value can be read, where it is the unit that cannot hold it. */
  readonly timestampUnit: 'ns' | 'us' | undefined;

  constructor(place: OrcPlace, reason: string, options: OrcErrorOptions = {}) {
    super(`${placeText(place)}: ${reason}`, options);
    this.timestampUnit = options.timestampUnit;
    this.part = place.part;
    this.stripe = place.stripe;
    this.column = place.column;
    this.stream = place.stream;
  }
}

function placeText({ part, stripe, column, stream }: OrcPlace): string {
  const parts = [
    ...(stripe === undefined ? [] : [`stripe ${stripe}`]),
    ...(column === undefined ? [] : [`column ${column}`]),
    ...(stream === undefined ? [] : [`stream ${stream}`]),
  ];
  return parts.length === 0 ? part : `${part} (${parts.join(', ')})`;
}
