import { open } from 'node:fs/promises';

/** Bytes of which any piece can be read. */
export interface RandomAccess {
  readonly size: number;
  /** The bytes from an offset on; fewer than asked for where they end. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export function accessToBytes(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
    close: async () => undefined,
  };
}

export async function accessToFile(path: string): Promise<RandomAccess> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    return {
      size,
      async read(offset, length) {
        // Filled below: not a byte that was not read is given.
        const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, size - offset)));
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, offset + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
