import { judgeText } from '../text-bytes.ts';
import type { Confidence, FormatKind } from './format-kind.ts';

export const jsonKind: FormatKind = { name: 'json', extensions: ['json'], text: true, detect };

function detect(head: Uint8Array): Confidence {
  const judged = judgeText(head);
  if (judged.kind !== 'text') return 'none';
  const text = judged.text.trimStart();
  if (/^\[\s*[{\]]/.test(text) || /^\{\s*(?:\}|"(?:[^"\\]|\\.)*"\s*:)/.test(text)) {
    return text.startsWith('[') || !firstLineIsObject(text) ? 'certain' : 'possible';
  }
  return /^\[\s*(?:["[\d-]|true|false|null)/.test(text) ? 'possible' : 'none';
}

/** One object on one line can be either of the two JSON formats. */
function firstLineIsObject(text: string): boolean {
  const [line = ''] = text.split(/\r?\n/, 1);
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
