/**
 * Functions of DuckDB that can take far more time or memory than their arguments are large, within one call that no
 * interrupt and no memory limit reaches (`repeat('x', 4e9)`, an edit distance of two long texts, LIKE with many `%`).
 * For SQL of a user's they are hidden behind macros of the same name, which refuse such arguments. Every other function
 * of DuckDB 1.5.6 is linear in its arguments; test/duckdb/functions.txt lists those that were looked at.
 */
export interface Guard {
  /** The name of the function, or of the operator's function. */
  readonly name: string;
  /** How the user's text calls it. */
  readonly called: RegExp;
  /** Parameters and body of each macro. */
  readonly macros: readonly string[];
  /** It makes texts or lists of any size, or takes a time that grows faster than its arguments. */
  readonly costly: boolean;
}

/** Characters that a call may make, and entries of a list: times the 2,048 rows that are computed at once. */
const MOST_CHARACTERS = 100_000;
const MOST_ENTRIES = 10_000;
/** Steps of a function whose time is the product of the lengths of two texts. */
const MOST_STEPS = 1_000_000;

/** How the refusal of a guard ends: it is a limit that was reached, not a mistake in the SQL. */
export const GUARDED = ', the most that SQL of a rule may';

export const GUARDS: readonly Guard[] = [
  maker('repeat', [['t', 'n']], `strlen(t::varchar)::double * n > ${MOST_CHARACTERS}`),
  ...['lpad', 'rpad'].map((name) => maker(name, [['t', 'n', 'c']], `n > ${MOST_CHARACTERS}`)),
  maker('bitstring', [['t', 'n']], `n > ${MOST_CHARACTERS}`),
  maker(
    'replace',
    [['t', 'a', 'b']],
    `strlen(b) > strlen(a) and strlen(t)::double / greatest(strlen(a), 1) * strlen(b) > ${MOST_CHARACTERS}`,
  ),
  // A width of more than three digits, one that is an argument itself, or a long text full of them.
  ...['printf', 'format'].map((name) =>
    maker(name, argumentLists('f', 16), `strlen(f) > 1000 or regexp_matches(f, '[0-9]{4}|%[^a-zA-Z%]*\\*|:[^{}]*\\{')`),
  ),
  ...['range', 'generate_series'].flatMap((name) => seriesGuards(name)),
  ...['list_resize', 'array_resize'].map((name) =>
    maker(
      name,
      [
        ['l', 'n'],
        ['l', 'n', 'v'],
      ],
      `n > ${MOST_ENTRIES} and n > len(l)`,
      'entries',
    ),
  ),
  maker('equi_width_bins', [['a', 'b', 'n', 'nice']], `n > ${MOST_ENTRIES}`, 'entries'),
  ...['levenshtein', 'editdist3', 'damerau_levenshtein', 'jaro_similarity', 'jaro_winkler_similarity'].map((name) =>
    guard(
      name,
      [['a', 'b']],
      `strlen(a)::double * strlen(b) > ${MOST_STEPS}`,
      `${name}() would compare more than ${MOST_STEPS} pairs of characters`,
    ),
  ),
  ...likeGuards(),
  {
    name: '~~~',
    called: /\bglob\b|~~~/i,
    costly: false,
    macros: [`(t, p) as ${refusing(`${countOf('*')} > 2`, 'GLOB has more than two *', 'system.main."~~~"(t, p)')}`],
  },
];

function maker(
  name: string,
  lists: readonly (readonly string[])[],
  refused: string,
  unit: 'characters' | 'entries' = 'characters',
): Guard {
  const most = unit === 'entries' ? MOST_ENTRIES : MOST_CHARACTERS;
  return guard(name, lists, refused, `${name}() would make more than ${most} ${unit} at once`);
}

/** Refuses calls for which `refused` is true; `what` is what they would do. */
function guard(name: string, lists: readonly (readonly string[])[], refused: string, what: string): Guard {
  const macros = lists.map((list) => {
    const all = list.join(', ');
    return `(${all}) as ${refusing(refused, what, `system.main.${name}(${all})`)}`;
  });
  return { name, called: new RegExp(`\\b${name}\\b`, 'i'), macros, costly: true };
}

/**
 * The call, or an error where it is refused. The error is a cast that fails: `error()` counts as a side effect, and
 * DuckDB then refuses to use the expression twice.
 */
function refusing(refused: string, what: string, call: string): string {
  return `case when case when ${refused} then cast('${what}${GUARDED}' as boolean) else false end then null else ${call} end`;
}

/** `f`, `f, a1`, `f, a1, a2`…: a macro cannot take any number of arguments. */
function argumentLists(first: string, most: number): string[][] {
  return Array.from({ length: most }, (_, count) => [first, ...Array.from({ length: count }, (__, at) => `a${at}`)]);
}

/** Numbers and moments alike: what is no number is NULL as one. */
function seriesGuards(name: string): Guard[] {
  const step = `epoch(try_cast(s::varchar as interval))`;
  const entries = `coalesce((${asNumber('b')} - ${asNumber('a')}) / nullif(${asNumber('s')}, 0), (${asSeconds('b')} - ${asSeconds('a')}) / nullif(${step}, 0))`;
  const one = maker(name, [['b']], `b > ${MOST_ENTRIES}`, 'entries');
  const two = maker(name, [['a', 'b']], `b::double - a > ${MOST_ENTRIES}`, 'entries');
  const three = maker(name, [['a', 'b', 's']], `${entries} > ${MOST_ENTRIES}`, 'entries');
  return [{ ...one, macros: [one, two, three].flatMap(({ macros }) => macros) }];
}

function asNumber(value: string): string {
  return `try_cast(${value}::varchar as double)`;
}

function asSeconds(value: string): string {
  return `epoch(try_cast(${value}::varchar as timestamp))`;
}

/**
 * DuckDB matches LIKE by trying every place for every `%`, which takes for ever with several of them. Patterns with one
 * `%`, or with one at each end, are left to it; the others become regular expressions, which are linear.
 */
function likeGuards(): Guard[] {
  const simple = `${countOf('%')} <= 1 or ${countOf('%')} = 2 and not contains(trim(p, '%'), '%')`;
  const like = (name: string, text: string, pattern: string, not: string): Guard => ({
    name,
    called: name.endsWith('*') ? /\bilike\b|~~\*/i : /\blike\b|~~/i,
    costly: false,
    macros: [
      `(t, p) as case when ${simple} then system.main."${name}"(t, p) else ${not}regexp_full_match(${text}, ${likeRegexp(pattern)}, 's') end`,
    ],
  });
  const escaped = (name: string, text: string, pattern: string, not: string): Guard => ({
    name,
    called: /\bescape\b|\blike_escape\b/i,
    costly: false,
    macros: [
      `(t, p, e) as case when ${countOf('%')} <= 1 or e = '' then system.main.${name}(t, p, e) else ${not}regexp_full_match(${text}, ${escapedRegexp(pattern)}, 's') end`,
    ],
  });
  return [
    like('~~', 't', 'p', ''),
    like('!~~', 't', 'p', 'not '),
    like('~~*', 'lower(t)', 'lower(p)', ''),
    like('!~~*', 'lower(t)', 'lower(p)', 'not '),
    escaped('like_escape', 't', 'p', ''),
    escaped('not_like_escape', 't', 'p', 'not '),
    escaped('ilike_escape', 'lower(t)', 'lower(p)', ''),
    escaped('not_ilike_escape', 'lower(t)', 'lower(p)', 'not '),
  ];
}

function countOf(character: string): string {
  return `length(p) - length(system.main.replace(p, '${character}', ''))`;
}

function likeRegexp(pattern: string): string {
  return replaced(`regexp_escape(${pattern})`, [
    [String.raw`'\%'`, `'.*'`],
    [`'_'`, `'.'`],
  ]);
}

/** What is escaped is put aside as control characters while the wildcards are replaced. */
function escapedRegexp(pattern: string): string {
  const aside = replaced(pattern, [
    [`e || e`, `chr(1)`],
    [`e || '%'`, `chr(2)`],
    [`e || '_'`, `chr(3)`],
    [`e`, `''`],
  ]);
  return replaced(likeRegexp(aside), [
    [String.raw`'\' || chr(1)`, `regexp_escape(e)`],
    [String.raw`'\' || chr(2)`, `'%'`],
    [String.raw`'\' || chr(3)`, `'_'`],
  ]);
}

function replaced(text: string, pairs: readonly (readonly [from: string, to: string])[]): string {
  return pairs.reduce((inner, [from, to]) => `system.main.replace(${inner}, ${from}, ${to})`, text);
}
