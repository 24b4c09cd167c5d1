import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../src/core/seed.ts';
import type { Answer, RuleAnswer } from './answer.ts';
import type { Case, Family } from './case.ts';

/** The real answer to a case, with what the case was when it was asked. */
export interface Golden extends Answer {
  readonly asked: string;
}

/** Tells one case from another by all that is asked in it. */
export function fingerprint({ primary, references, prelude, rules }: Case): string {
  return sha256(JSON.stringify([primary, references, prelude, rules])).slice(0, 12);
}

/**
 * Writes the answers to a family's cases as lines of JSON: a line for the case, then one a rule, so that a changed
 * answer is a changed line.
 */
export async function writeGoldens(
  folder: string,
  { name, cases }: Family,
  answers: ReadonlyMap<string, Answer>,
): Promise<void> {
  const lines = cases.flatMap((each) => {
    const { rules, errors } = answers.get(each.id) ?? { rules: [], errors: {} };
    return [
      { case: each.id, asked: fingerprint(each) },
      ...rules,
      ...Object.entries(errors).map(([rule, error]) => ({ rule, error })),
    ];
  });
  await mkdir(folder, { recursive: true });
  await writeFile(goldenFile(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** The stored answers of a family by the case's id; none where there is no file. */
export async function readGoldens(folder: string, name: string): Promise<ReadonlyMap<string, Golden>> {
  const text = await readFile(goldenFile(folder, name), 'utf8').catch(() => '');
  const goldens = new Map<string, { asked: string; rules: RuleAnswer[]; errors: Record<string, string> }>();
  let golden = { asked: '', rules: [] as RuleAnswer[], errors: {} as Record<string, string> };
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const parsed: RuleAnswer | { case: string; asked: string } | { rule: string; error: string } = JSON.parse(line);
    if ('case' in parsed) {
      golden = { asked: parsed.asked, rules: [], errors: {} };
      goldens.set(parsed.case, golden);
    } else if ('error' in parsed) golden.errors[parsed.rule] = parsed.error;
    else golden.rules.push(parsed);
  }
  return goldens;
}

function goldenFile(folder: string, name: string): string {
  return join(folder, `${name}.jsonl`);
}
