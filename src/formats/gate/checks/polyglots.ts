import { archiveKindOf } from '../archive-kind.ts';
import { offsetAt, type ContentWindow } from '../content-window.ts';
import type { ContentCheck, Evidence } from '../gate-check.ts';
import { isOle2, isZip, textAt, bytesAt } from '../magic.ts';
import { findZipEnd } from '../zip-directory.ts';

/**
 * Content of two formats at once: a zip within or behind data, which programs open from its end (GIFAR); a PDF that
 * begins within the first KiB (ISO 32000-1, 7.5.2 and annex H); pictures and documents with a program in them.
 */
export const polyglotsCheck: ContentCheck = {
  name: 'polyglots',
  action: ({ security }) => security.polyglots,
  scanner: ({ ends: { head }, detection }) => {
    const first =
      pictureOf(head) ?? detection.format?.name ?? archiveKindOf(head)?.name ?? (isOle2(head) ? 'ole2' : 'unknown');
    const seconds = SECONDS.filter(({ name, within }) => name !== first && (within === undefined || within(first)));
    let evidence: Evidence | undefined;
    return {
      take(window) {
        for (const second of evidence ? [] : seconds) {
          const at = second.find(window, isZip(head));
          if (at !== undefined) evidence = found(first, second.name, offsetAt(window, at));
        }
      },
      end: () => (evidence ? [evidence] : []),
    };
  },
};

interface Second {
  readonly name: string;
  /** Whether it is looked for within content of the first format; absent: in all. */
  readonly within?: (first: string) => boolean;
  /** Where it is in a window. */
  find(window: ContentWindow, isZipItself: boolean): number | undefined;
}

const PICTURES: readonly (readonly [string, (head: Uint8Array) => boolean])[] = [
  ['gif', (head) => textAt(head, 'GIF87a') || textAt(head, 'GIF89a')],
  ['png', (head) => bytesAt(head, '89504e470d0a1a0a')],
  ['jpeg', (head) => bytesAt(head, 'ffd8ff')],
  ['bmp', (head) => textAt(head, 'BM') && bytesAt(head, '00000000', 6)],
  ['pdf', (head) => textAt(head, '%PDF-')],
];

function pictureOf(head: Uint8Array): string | undefined {
  return PICTURES.find(([, begins]) => begins(head))?.[0];
}

const SECONDS: readonly Second[] = [
  { name: 'zip', find: (window, isZipItself) => (isZipItself ? undefined : zipWithin(window)) },
  {
    name: 'pdf',
    find: ({ text, offset }) => (offset === 0 ? placeOf(text.slice(0, 1024), /%PDF-[12]\.\d[\r\n]/) : undefined),
  },
  {
    name: 'script',
    within: (first) => PICTURES.some(([name]) => name === first && name !== 'pdf'),
    find: ({ text }) => placeOf(text, /<script[\s>]|<\?php\s|<%@?\s*(?:page|language)\b/i),
  },
  { name: 'rar', find: ({ bytes, offset }) => inside(bytes.indexOf('526172211a07', 0, 'hex'), offset) },
  { name: '7z', find: ({ bytes, offset }) => inside(bytes.indexOf('377abcaf271c0004', 0, 'hex'), offset) },
];

/** A directory of a zip, with its end where it says, and an entry that begins as one: four bytes alone can be chance. */
function zipWithin({ bytes }: ContentWindow): number | undefined {
  const end = findZipEnd(bytes);
  if (!end || end.entries === 0) return undefined;
  const start = end.at - end.length;
  return start >= 0 && bytesAt(bytes.subarray(start, start + 4), '504b0102') ? start : undefined;
}

function inside(at: number, offset: number): number | undefined {
  return at === -1 || offset + at === 0 ? undefined : at;
}

function placeOf(text: string, pattern: RegExp): number | undefined {
  const at = text.search(pattern);
  return at > 0 ? at : undefined;
}

function found(first: string, second: string, place: { offset?: number }): Evidence {
  return {
    code: 'POLYGLOT_CONTENT',
    message: `the content is ${second} as well as ${first}`,
    ...place,
    found: `${first} with ${second}`,
    expected: 'content of one format',
    hint: 'Programs that judge by name and by content see different files. Find out how it was made.',
  };
}
