import { offsetAt } from '../content-window.ts';
import type { ContentCheck, Evidence } from '../gate-check.ts';
import { bytesAt, textAt } from '../magic.ts';

/** Programs by how they begin, whatever they are called, also in gzip. */
export const executablesCheck: ContentCheck = {
  name: 'executables',
  action: ({ security }) => security.executables,
  scanner: () => {
    let evidence: Evidence | undefined;
    return {
      take(window) {
        const kind = window.offset === 0 ? PROGRAMS.find(([, begins]) => begins(window.bytes))?.[0] : undefined;
        if (kind !== undefined) evidence = found(kind, offsetAt(window, 0));
      },
      end: () => (evidence ? [evidence] : []),
    };
  },
};

function found(kind: string, place: { offset?: number }): Evidence {
  return {
    code: 'EXECUTABLE_CONTENT',
    message: `the content is a program: ${kind}`,
    ...place,
    found: kind,
    expected: 'data',
    hint: 'Do not run it. Find out who sent the object.',
  };
}

const PROGRAMS: readonly (readonly [string, (head: Uint8Array) => boolean])[] = [
  ['an ELF program (Linux)', (head) => bytesAt(head, '7f454c46')],
  ['a PE program (Windows)', isPortableExecutable],
  ['a Mach-O program (macOS)', (head) => MACH_O.some((magic) => bytesAt(head, magic)) || isFatMachO(head)],
  ['a Java class', isJavaClass],
  ['a WebAssembly module', (head) => bytesAt(head, '0061736d')],
  ['an Android program', (head) => textAt(head, 'dex\n03')],
  ['a Windows shortcut', (head) => bytesAt(head, '4c0000000114020000000000c000000000000046')],
  ['a script with an interpreter line', isShebang],
];

const MACH_O = ['feedface', 'feedfacf', 'cefaedfe', 'cffaedfe'] as const;

/** `MZ` alone begins many a text: the header that it points to must be there, or be that of an old DOS program. */
function isPortableExecutable(head: Uint8Array): boolean {
  if (!textAt(head, 'MZ') || head.length < 64) return false;
  const view = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const at = view.readUInt32LE(60);
  return textAt(head, 'PE\0\0', at) || textAt(head, 'NE', at) || textAt(head, 'LE\0\0', at) || isDosProgram(view);
}

/** The bytes in its last page, and the paragraphs of its header: both within what they can be, which text is not. */
function isDosProgram(view: Buffer): boolean {
  return view.readUInt16LE(2) < 512 && view.readUInt16LE(8) < 0x2000 && view.subarray(0, 64).includes(0);
}

/** The magic is that of a Java class; what follows is a small count of parts, where a class has its version. */
function isFatMachO(head: Uint8Array): boolean {
  if (!bytesAt(head, 'cafebabe') || head.length < 8) return false;
  const count = Buffer.from(head.subarray(4, 8)).readUInt32BE();
  return count > 0 && count < 40;
}

function isJavaClass(head: Uint8Array): boolean {
  const major = (head[6] ?? 0) * 256 + (head[7] ?? 0);
  return bytesAt(head, 'cafebabe') && major >= 45 && major < 200;
}

function isShebang(head: Uint8Array): boolean {
  const line =
    Buffer.from(head.subarray(0, 128)).toString('latin1').replace('\xEF\xBB\xBF', '').split('\n', 1)[0] ?? '';
  return /^#![ \t]*\/[\w./-]+/.test(line);
}
