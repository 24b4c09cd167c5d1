/** Bytes that are not what the schema or the container says. Where they are in the file is added by who reads it. */
export class AvroDamage extends Error {
  override readonly name = 'AvroDamage';
  readonly found: string | undefined;
  readonly expected: string | undefined;
  /** Offset in the bytes that were read. */
  readonly at: number;
  /** The bytes end before the value does: more of them may mend it. */
  readonly cutOff: boolean;

  constructor(
    reason: string,
    { at, found, expected, cutOff = false }: { at: number; found?: string; expected?: string; cutOff?: boolean },
  ) {
    super(reason);
    this.at = at;
    this.found = found;
    this.expected = expected;
    this.cutOff = cutOff;
  }
}
