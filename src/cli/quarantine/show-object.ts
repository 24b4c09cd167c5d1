import { userError } from '../../core/errors.ts';
import { readHead } from '../../formats/file-ends.ts';
import type { Store } from '../../lake/store.ts';
import { formatBytes } from '../../reports/amounts.ts';
import { printable } from '../../reports/display-width.ts';
import { findingLines } from '../../reports/finding-lines.ts';
import { paintFor } from '../../reports/paint.ts';
import type { QuarantineEntry } from '../../runner/quarantine/quarantine-entry.ts';
import type { Cli } from '../cli.ts';
import { entryJson } from './entry-json.ts';
import type { QuarantineShowOptions } from './quarantine-options.ts';

const LINES = 10;
/** Bytes of an object that are looked at. */
const HEAD = 64 * 1024;
/** Bytes of an object that is no text that are shown, 16 a line. */
const DUMP = 256;

/** Prints why an object was refused and how it begins. */
export async function showObject(
  store: Store,
  entry: QuarantineEntry,
  options: QuarantineShowOptions,
  cli: Cli,
): Promise<void> {
  const { stdout } = cli.io;
  const head = await readHead(await store.localPath('processed', entry.key), HEAD);
  const text = textOf(head, entry.bytes > head.byteLength);
  const lines = text?.split(/\r\n|\n|\r/).slice(0, options.rows ?? LINES);
  if (options.json) {
    const shown = lines ? { lines } : { hex: Buffer.from(head.subarray(0, DUMP)).toString('hex') };
    stdout.write(`${JSON.stringify({ ...entryJson(entry), head: shown }, null, 2)}\n`);
    return;
  }
  if (options.raw) {
    if (!lines) throw notText(entry);
    stdout.write(lines.map((line) => `${line}\n`).join(''));
    return;
  }
  const body = lines?.map(printable) ?? hexDump(head.subarray(0, DUMP));
  const said = [...describe(entry), ...reasonLines(entry, cli), '', ...body];
  stdout.write(said.map((line) => `${line}\n`).join(''));
}

function describe({ rawKey, from, key, bytes, modified, release }: QuarantineEntry): string[] {
  const when = modified.toISOString().slice(0, 19).replace('T', ' ');
  return [
    printable(rawKey),
    `${formatBytes(bytes)}, in quarantine since ${when}, as processed/${printable(key)}`,
    ...(from === rawKey ? [] : [`was dropped as ${printable(from)}`]),
    ...(release === null
      ? []
      : [printable(`released by ${release.by} at ${release.at}, of sha-256 ${release.sha256}: ${release.reason}`)]),
  ];
}

function reasonLines({ reasons }: QuarantineEntry, { colorOf }: Cli): string[] {
  const paint = paintFor(colorOf('stdout'));
  return reasons.flatMap((finding) => findingLines(finding, paint));
}

/** The first bytes as text; undefined where they are none. */
function textOf(head: Uint8Array, isCut: boolean): string | undefined {
  if (head.includes(0)) return undefined;
  try {
    // A head that was cut may end within a character.
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: isCut });
  } catch {
    return undefined;
  }
}

function hexDump(bytes: Uint8Array): string[] {
  return Array.from({ length: Math.ceil(bytes.length / 16) }, (_, line) => {
    const part = [...bytes.subarray(line * 16, line * 16 + 16)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    return `${(line * 16).toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  ${text}`;
  });
}

function notText({ rawKey, key }: QuarantineEntry): Error {
  return userError({
    code: 'QUARANTINE_NOT_TEXT',
    message: 'the object is no text in UTF-8, and --raw prints text',
    file: rawKey,
    hint: `Its bytes are those of processed/${key}; without --raw they are shown as hexadecimal numbers.`,
  });
}
