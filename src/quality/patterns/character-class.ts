import { escapedSet, folded } from './escape.ts';
import { insideJs, insideRe2, type Both } from './notation.ts';
import { PatternProblem } from './pattern-problem.ts';

interface Parsed {
  readonly both: Both;
  readonly end: number;
}

/** The character class whose `[` stands at `at`; nested classes and `&&` are for JavaScript alone. */
export function parseClass(text: string, at: number, ignoreCase: boolean, depth = 0): Parsed {
  if (depth > DEEPEST) throw new PatternProblem(`character classes are nested more than ${DEEPEST} deep`);
  let position = at + 1;
  const negated = text[position] === '^';
  if (negated) position += 1;
  let re2: string | undefined = negated ? '[^' : '[';
  // JavaScript's && binds its neighbours only: each side gets brackets of its own.
  const sides: string[] = [''];
  const add = (both: Both): void => {
    re2 = re2 === undefined || both.re2 === undefined ? undefined : re2 + both.re2;
    sides[sides.length - 1] += both.js;
  };
  for (let first = true; ; first = false) {
    if (position >= text.length) throw new PatternProblem('a character class is not closed');
    if (text[position] === ']' && !first) break;
    if (text.startsWith('&&', position)) {
      re2 = undefined;
      sides.push('');
      position += 2;
    } else if (text[position] === '[') {
      const nested = parseClass(text, position, ignoreCase, depth + 1);
      add({ re2: undefined, js: nested.both.js });
      position = nested.end;
    } else {
      const member = memberAt(text, position, ignoreCase);
      add(member.both);
      position = member.end;
    }
  }
  const body = sides.length === 1 ? (sides[0] ?? '') : sides.map((side) => `[${side}]`).join('&&');
  const js = `[${negated ? '^' : ''}${body}]`;
  return { both: { re2: re2 === undefined ? undefined : `${re2}]`, js }, end: position + 1 };
}

const DEEPEST = 100;

/** A character, an escape or a range. */
function memberAt(text: string, at: number, ignoreCase: boolean): Parsed {
  const from = singleAt(text, at);
  if ('property' in from.set) return { both: from.set.property, end: from.end };
  const [only] = from.set.ranges;
  const isRange =
    from.set.ranges.length === 1 && text[from.end] === '-' && ![']', '[', undefined].includes(text[from.end + 1]);
  if (!isRange || only === undefined || only[0] !== only[1]) return written(from.set.ranges, from.end, ignoreCase);
  const to = singleAt(text, from.end + 1);
  const [last] = 'ranges' in to.set ? to.set.ranges : [];
  if (last === undefined || last[0] !== last[1] || last[0] < only[0]) {
    throw new PatternProblem(`the range ${text.slice(at, to.end)} is not valid`);
  }
  return written([[only[0], last[0]]], to.end, ignoreCase);
}

function singleAt(text: string, at: number): ReturnType<typeof escapedSet> {
  if (text[at] === '\\') return escapedSet(text, at);
  const point = text.codePointAt(at) ?? 0;
  return { set: { ranges: [[point, point]] }, end: at + (point > 0xffff ? 2 : 1) };
}

function written(ranges: readonly (readonly [number, number])[], end: number, ignoreCase: boolean): Parsed {
  const all = folded(ranges, ignoreCase);
  return { both: { re2: insideRe2(all), js: insideJs(all) }, end };
}
