import type { DatasetMutation, DefectMutation, MutantResult } from '../runner/mutation/result.ts';
import { counted, formatCount } from './amounts.ts';
import { alignRows, type Cell } from './align.ts';
import { fitWidth, printable } from './display-width.ts';
import { MARKS, type Paint } from './paint.ts';
import { rateText } from './rate-text.ts';
import { wrapItems } from './wrap-items.ts';

/** The most that is shown of a value. */
const VALUE_WIDTH = 24;

const NOT_FOUND = 'no rule found that would kill';

interface Layout {
  readonly width: number;
  readonly paint: Paint;
}

/** Column by column which rules notice what from which rate on, and what survives, below the rule that would kill it. */
export function damageLines({ columns, defects, additions }: DatasetMutation, layout: Layout): string[] {
  return columns.flatMap(({ column, killed, tested }) => {
    const own = defects.filter((defect) => defect.column === column);
    const name = column === null ? 'rows and columns as such' : printable(column);
    return [
      `${layout.paint.strong(name)}   ${formatCount(killed)} of ${formatCount(tested)} killed`,
      ...killedLines(own, layout).map((line) => `  ${line}`),
      ...survivorLines(own, { ...layout, unsolved: additions === null ? 'survives' : NOT_FOUND }).map(
        (line) => `  ${line}`,
      ),
    ];
  });
}

/** The rules that kill, each with what it kills. */
function killedLines(defects: readonly DefectMutation[], { width, paint }: Layout): string[] {
  const groups = groupBy(
    defects.flatMap(({ kind, mutants }) => {
      const first = mutants.find(({ killed }) => killed);
      return first === undefined ? [] : [{ kind, from: rateOf(first), by: byText(first) }];
    }),
    ({ by }) => by,
  );
  return [...groups].flatMap(([by, killed]) => {
    const phrases = [...groupBy(killed, ({ from }) => from)].map(([from, some]) => {
      const names = some.map(({ kind }) => kind).join(', ');
      return from === '' ? names : `${names} from ${from}`;
    });
    const words = phrases.join('; ').split(/ (?!%)/);
    return [
      `${paint.good(MARKS.good)} ${fitWidth(by, width - 4)}`,
      ...wrapItems(words, width - 6).map((line) => paint.dim(`    ${line}`)),
    ];
  });
}

function byText({ killers }: MutantResult): string {
  const [first = '', ...others] = killers.map(({ rule, outcome }) => (outcome === 'Error' ? `${rule} (error)` : rule));
  return printable(others.length === 0 ? first : `${first} and ${counted(others.length, 'other')}`);
}

/** The rules that would kill, each with what it would; it is not cut to the width, as it is there to be copied. */
function survivorLines(
  defects: readonly DefectMutation[],
  { width, paint, unsolved }: Layout & { readonly unsolved: string },
): string[] {
  const alive = defects.flatMap(({ kind, mutants, example, suggestion }) => {
    const survivors = mutants.filter(({ killed }) => !killed);
    const missed = suggestion === null ? [] : survivors.filter(({ rate }) => !suggestion.rates.includes(rate));
    return survivors.length === 0 ? [] : [{ kind, survivors, missed, example, suggestion }];
  });
  const groups = [...groupBy(alive, ({ suggestion }) => suggestion?.rule)].toSorted(
    ([a], [b]) => Number(a === undefined) - Number(b === undefined),
  );
  return groups.flatMap(([rule, survivors]) => {
    const head = rule === undefined ? paint.dim(unsolved) : `${paint.good('+')} ${printable(rule)}`;
    const rows = survivors.map(({ kind, survivors: some, missed, example }): Cell[] => [
      { text: MARKS.bad },
      { text: kind },
      { text: some.map(rateOf).join(', ') },
      { text: example === null ? '' : `${valueText(example.before)} → ${valueText(example.after)}` },
      { text: missed.length === 0 ? '' : `(not at ${missed.map(rateOf).join(', ')})` },
    ]);
    // Cut first: the marks of colour have no width.
    const lines = alignRows(rows, { gap: 2 }).map((line) => fitWidth(line.trimEnd(), width - 6));
    return [head, ...lines.map((line) => `    ${paint.bad(MARKS.bad)}${line.slice(MARKS.bad.length)}`)];
  });
}

/** Empty for a defect that has no rate. */
function rateOf({ rows, rate }: MutantResult): string {
  return rows === null ? '' : rateText(rate);
}

/** Quoted where its ends could not be seen. */
function valueText(value: string | null): string {
  if (value === null) return '∅';
  const text = value === '' || value !== value.trim() ? `"${value}"` : value;
  return fitWidth(printable(text), VALUE_WIDTH);
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
