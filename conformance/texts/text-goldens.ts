import { readFile, writeFile } from 'node:fs/promises';
import { sha256 } from '../../src/core/seed.ts';

/** A text's answer in six characters: `------` where the parser refused it, else the beginning of its print's hash. */
export function digest(printed: string | null): string {
  return printed === null ? REFUSED : sha256(printed).slice(0, REFUSED.length);
}

export const REFUSED = '------';

/** Texts to a line of the file. */
const PER_LINE = 20;

/** Writes the answers to all texts, after the hash of the texts themselves. */
export async function writeTextGoldens(
  file: string,
  texts: readonly string[],
  digests: readonly string[],
): Promise<void> {
  const lines = Array.from({ length: Math.ceil(digests.length / PER_LINE) }, (_, line) =>
    digests.slice(line * PER_LINE, (line + 1) * PER_LINE).join(' '),
  );
  await writeFile(file, [sha256(texts.join('\0')), ...lines, ''].join('\n'));
}

export interface TextGoldens {
  /** Of the texts that were asked. */
  readonly hash: string;
  readonly digests: readonly string[];
}

export async function readTextGoldens(file: string): Promise<TextGoldens> {
  const [hash = '', ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  return { hash, digests: lines.flatMap((line) => line.split(' ')) };
}

export function hashOf(texts: readonly string[]): string {
  return sha256(texts.join('\0'));
}
