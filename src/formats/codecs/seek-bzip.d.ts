declare module 'seek-bzip' {
  /** What bytes are read from: `readByte` gives them one by one. */
  interface Input {
    readByte(): number;
  }
  interface Output {
    writeByte(byte: number): void;
  }
  /** A decoder of one stream. Its steps are not part of what the package documents. */
  class Bunzip {
    constructor(input: Input, output: Output);
    readonly streamCRC: number;
    readonly reader: { read(bits: number): number };
    /** Reads the next block; false where the stream ends. */
    _init_block(): boolean;
    /** Writes the block that was read. */
    _read_bunzip(): void;
    static readonly Stream: new () => Input & Output;
  }
  export default Bunzip;
}
