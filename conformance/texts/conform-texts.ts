import { parseOurs } from './parse.ts';
import { TEXT_DIFFERENCES } from './text-differences.ts';
import { digest, REFUSED } from './text-goldens.ts';

/** What came out for the generated texts. */
export interface TextConformity {
  /** How many texts the open parser takes. */
  readonly taken: number;
  readonly explained: ReadonlyMap<string, number>;
  /** Texts, with what is the matter, that we read otherwise and should not. */
  readonly unexplained: readonly string[];
}

/** Compares what the open parser made of texts (see `digest`) with what ours makes of them. */
export function textConformity(texts: readonly string[], digests: readonly string[]): TextConformity {
  const explained = new Map<string, number>();
  const unexplained: string[] = [];
  for (const [index, text] of texts.entries()) {
    const there = digests[index] ?? REFUSED;
    const ours = parseOurs(text);
    if (digest(ours.printed) === there) continue;
    const isRefusedThere = there === REFUSED;
    const reasons = TEXT_DIFFERENCES.filter((each) => each.explains({ text, isRefusedThere, ours }));
    for (const { id } of reasons) explained.set(id, (explained.get(id) ?? 0) + 1);
    if (reasons.length > 0) continue;
    const matter = isRefusedThere
      ? 'refused there, taken here'
      : (ours.printed ?? `refused here: ${ours.codes.join(' ')}`);
    unexplained.push(`${JSON.stringify(text)}\n  ${matter}`);
  }
  return { taken: digests.filter((each) => each !== REFUSED).length, explained, unexplained };
}
