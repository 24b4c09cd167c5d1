import { parseArgs } from 'node:util';
import type { Case } from './case.ts';
import { conformity, describe, type Answers } from './conform.ts';
import { drift } from './drift.ts';
import { HOW_TO_INSTALL, realEngine } from './environment.ts';
import { FAMILIES } from './families.ts';
import { readGoldens, writeGoldens } from './goldens.ts';
import { judgeOurs } from './ours.ts';
import { judgeReal, parseReal, type RealEngine } from './real.ts';
import { textConformity } from './texts/conform-texts.ts';
import { randomCases } from './random/random-cases.ts';
import { digest, readTextGoldens, writeTextGoldens } from './texts/text-goldens.ts';
import { generatedTexts } from './texts/texts.ts';

/**
 * `npm run conformance -- [FAMILY…] [--sample N] [--update] [--offline] [--rule TEXT]`: the real things against the
 * stored answers and against ours. Families are those of `families.ts`, and `texts`; without any, all. `--sample N` asks
 * about one case in N. `--random COUNT --seed N` asks about as many random rulesets instead, of which no answer is
 * stored. Exit code 1 where something differs that should not, 2 where the real things are not there.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    update: { type: 'boolean', default: false },
    offline: { type: 'boolean', default: false },
    rule: { type: 'string', default: '' },
    sample: { type: 'string', default: '1' },
    random: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
  },
});
const GOLDENS = 'conformance/goldens';
const TEXTS = 'conformance/goldens/texts.txt';
const PROCESSES = 2;

const names = [...FAMILIES.map(({ name }) => name), 'texts'];
const unknown = positionals.filter((name) => !names.includes(name));
const engine = values.offline ? undefined : realEngine(process.env);
if (values.update && values.sample !== '1') {
  console.error('--update stores the answers of whole families: without --sample');
  process.exitCode = 2;
} else if (unknown.length > 0) {
  console.error(`no family named ${unknown.join(', ')}; there are ${names.join(', ')}`);
  process.exitCode = 2;
} else if (engine === undefined && !values.offline) {
  console.error(HOW_TO_INSTALL);
  process.exitCode = 2;
} else if (engine !== undefined && Number(values.random) > 0) {
  const cases = randomCases(Number(values.random), Number(values.seed));
  const isConform = await compare(cases, await judgeReal(engine, cases, { processes: PROCESSES }), []);
  process.exitCode = isConform ? 0 : 1;
} else {
  const isWanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name);
  const rulesets = await compareRulesets(engine, isWanted);
  const texts = isWanted('texts') ? await compareTexts(engine) : true;
  process.exitCode = rulesets && texts ? 0 : 1;
}

async function compareRulesets(from: RealEngine | undefined, isWanted: (name: string) => boolean): Promise<boolean> {
  const families = FAMILIES.filter(({ name }) => isWanted(name));
  const cases = families.flatMap((family) => family.cases).filter((_, index) => index % Number(values.sample) === 0);
  const stored: Answers = new Map(
    (await Promise.all(families.map(async ({ name }) => [...(await readGoldens(GOLDENS, name))]))).flat(),
  );
  const real = from === undefined ? stored : await judgeReal(from, cases, { processes: PROCESSES });
  if (values.update) for (const family of families) await writeGoldens(GOLDENS, family, real);
  return await compare(cases, real, values.update ? [] : drift(cases, stored, real));
}

async function compare(cases: readonly Case[], real: Answers, drifted: readonly string[]): Promise<boolean> {
  const { rules, explained, unexplained } = conformity(cases, real, await answersOf(cases));
  const shown = unexplained.filter(({ rule }) => rule.includes(values.rule));
  for (const line of [...drifted, ...shown.map(describe)]) console.log(line);
  console.log(`${cases.length} rulesets of ${rules} rules: ${drifted.length} drifted, ${shown.length} discrepancies`);
  for (const [id, count] of explained) console.log(`  on purpose: ${id}, ${count} times`);
  return drifted.length === 0 && shown.length === 0;
}

async function answersOf(cases: readonly Case[]): Promise<Answers> {
  const answers = new Map<string, Awaited<ReturnType<Answers['get']>> & object>();
  for await (const [{ id }, answer] of judgeOurs(cases)) answers.set(id, answer);
  return answers;
}

async function compareTexts(from: RealEngine | undefined): Promise<boolean> {
  const texts = generatedTexts();
  const stored = await readTextGoldens(TEXTS).catch(() => ({ hash: '', digests: [] }));
  const digests = from === undefined ? stored.digests : (await parseReal(from, texts)).map(digest);
  if (values.update) await writeTextGoldens(TEXTS, texts, digests);
  const drifted = values.update ? 0 : digests.filter((each, index) => each !== stored.digests[index]).length;
  const { taken, explained, unexplained } = textConformity(texts, digests);
  for (const line of unexplained) console.log(line);
  console.log(`${texts.length} texts, ${taken} taken: ${drifted} drifted, ${unexplained.length} discrepancies`);
  for (const [id, count] of explained) console.log(`  on purpose: ${id}, ${count} times`);
  return drifted === 0 && unexplained.length === 0;
}
