import { judgeText } from '../text-bytes.ts';
import type { Confidence, FormatKind } from './format-kind.ts';

export const ndjsonKind: FormatKind = { name: 'ndjson', extensions: ['ndjson', 'jsonl'], text: true, detect };

function detect(head: Uint8Array): Confidence {
  const judged = judgeText(head);
  if (judged.kind !== 'text') return 'none';
  const lines = judged.text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const objects = lines.slice(0, 20).filter(isObjectText).length;
  if (objects === 0) return 'none';
  return objects > 1 ? 'certain' : 'possible';
}

function isObjectText(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
