import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** `shrunk/orders-is-complete-amount`, or with a number where that is taken. */
export async function defaultFolder(data: string, rule: string | undefined): Promise<string> {
  const base = join('shrunk', [basename(data).replace(/\..*$/, ''), rule ?? ''].map(worded).filter(Boolean).join('-'));
  for (let number = 2, folder = base; ; number++) {
    if ((await stat(folder).catch(() => undefined)) === undefined) return folder;
    folder = `${base}-${number}`;
  }
}

function worded(text: string): string {
  const words = text
    .replaceAll(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return words.slice(0, MAX_WORDS).join('-');
}

const MAX_WORDS = 6;
