import { rulesetText } from './grammar.ts';
import { Random } from './random.ts';

const SEED = 20_231;
const COUNT = 20_000;

/** The texts that both parsers are tried on: a half follows the grammar, the rest is damaged, or words in any order. */
export function generatedTexts(): string[] {
  const random = new Random(SEED);
  return Array.from({ length: COUNT }, (_, index) => {
    if (index % 2 === 0) return rulesetText(random);
    return index % 8 === 7 ? `Rules = [ ${wordSoup(random)} ]` : damaged(random, rulesetText(random));
  });
}

const WORDS = [
  'Rules Analyzers Metadata DataSources RowCount IsComplete ColumnValues Mean = ! > < >= [ ] ( ) { } , : - + * /',
  `" "a" "" \\" ' # 5 1.5 .5 1. 1e5 NULL EMPTY null And and AND or of in not between matches where with threshold days`,
  'hours KB now() now "10:00" "2023-01-01" v é . _ == <> $v # last(1) last( true',
].flatMap((words) => words.split(' '));

const SPECIAL = ['\n', '\r\n', '\t', '\uFEFF', '\u00A0', '\0', '😀'];

function word(random: Random): string {
  return random.once(12) ? random.pick(['\n', ...SPECIAL]) : random.pick([' ', ...WORDS]);
}

function wordSoup(random: Random): string {
  return random.some(1, 12, () => word(random)).join(random.pick([' ', ' ', '']));
}

/** A text with something cut out, put in, doubled or moved, once to three times. No character is cut in two. */
function damaged(random: Random, text: string): string {
  let current = Array.from(text);
  for (let edits = 1 + random.below(3); edits > 0; edits -= 1) {
    const start = random.below(current.length + 1);
    const end = start + random.below(random.once(3) ? 20 : 3);
    const put = random.pick([
      () => '',
      () => word(random),
      () => ` ${word(random)} `,
      () => current.slice(start, end).join('').repeat(2),
    ])();
    current = [...current.slice(0, start), ...Array.from(put), ...current.slice(end)];
  }
  return current.join('');
}
