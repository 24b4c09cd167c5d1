import { zipSync, type Zippable } from 'fflate';

/** Unix, and a plain file that all may read: Lambda runs as a user that does not own it (APPNOTE.TXT 4.4.2, 4.4.15). */
const UNIX = 3;
const READABLE = 0o100644 << 16;

/** Files by name as a zip; the same content gives the same bytes, the dates being those of the format's beginning. */
export function zipOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  // fflate writes local time: a local date is the same in every time zone.
  const options = { mtime: new Date(1980, 0, 1), os: UNIX, attrs: READABLE, level: 9 } as const;
  const entries: Zippable = Object.fromEntries(
    Object.entries(files).map(([name, content]) => [name, [content, options]]),
  );
  return zipSync(entries);
}
