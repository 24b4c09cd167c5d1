import { caseOf, type Family } from '../case.ts';
import { crossed, FILTERS } from './crossed.ts';
import { NUMBERS, OTHERS, tableOf, TEXTS } from './subjects.ts';

const TESTS = [
  '= "a"',
  '!= "a"',
  'in ["a", "bb"]',
  'not in ["a", "bb"]',
  '= ""',
  '!= ""',
  'in ["", "a"]',
  '= NULL',
  '!= NULL',
  'in [NULL, "a"]',
  'not in [NULL, "a"]',
  '= EMPTY',
  '!= EMPTY',
  'in [EMPTY, "a"]',
  'not in [EMPTY, "a"]',
  '= WHITESPACES_ONLY',
  '!= WHITESPACES_ONLY',
  'in [WHITESPACES_ONLY, "b"]',
  'not in [WHITESPACES_ONLY]',
  'in [NULL, EMPTY, WHITESPACES_ONLY]',
  'not in [NULL, EMPTY, WHITESPACES_ONLY]',
];

const QUOTED_NUMBERS = [
  '= "1E-18"',
  'in ["0.100000000000000000", "0.1"]',
  '= "2"',
  '!= "2"',
  'in ["1", "2"]',
  'not in ["2"]',
  '= "1.0"',
  'in ["x", "2"]',
  '= "true"',
  'in ["true", "x"]',
];

/** Deequ ends the run where Java refuses a pattern, so odd ones stand alone. */
const PATTERNS = [
  'a',
  'a|bb',
  '[a-z]+',
  '[a-z]*',
  '.*',
  '',
  '\\d+',
  '\\w+',
  '\\s*',
  '\\S+',
  '^a$',
  'b{2}',
  '(?i)A',
  '(?=a).*',
  '(?!a).*',
  '(b)\\1',
  '[^a]',
  '\\p{L}+',
  '\\p{Lu}',
  '.{1}',
  '\\x61',
  'a\\\\b',
  '[ab]+?',
  '(?s)a.b',
  'a.b',
  '\\bx\\b',
  '%',
  '\\Qa\\E',
  '[[a-b]&&[b]]+',
  'a++',
];

/** One column of each type. */
const PLAIN_NUMBERS = new Set([
  'ints with nulls',
  'ints, no row',
  'bigints',
  'decimals',
  'fine decimals',
  'floats',
  'NaN among doubles',
]);

/** Where types cannot be compared, one rule fails its whole scan there: alone each says its own. */
const ALONE = new Set(['booleans', 'dates', 'structs']);

export const textValues: Family = {
  name: 'text-values',
  cases: [
    ...[...TEXTS, ...OTHERS, ...NUMBERS.filter(({ name }) => PLAIN_NUMBERS.has(name))].map((subject) =>
      caseOf(`text-values/${subject.name}`, tableOf(subject), [
        ...crossed(['ColumnValues "v"'], [...TESTS, ...QUOTED_NUMBERS]),
      ]),
    ),
    ...OTHERS.filter(({ name }) => ALONE.has(name)).flatMap((subject) =>
      [...TESTS.slice(0, 4), ...TESTS.slice(7, 13), ...QUOTED_NUMBERS.slice(0, 3)].map((test) =>
        caseOf(`text-values/${subject.name}, alone ${test}`, tableOf(subject), [`ColumnValues "v" ${test}`]),
      ),
    ),
    ...TEXTS.map((subject) =>
      caseOf(`text-values/filters on ${subject.name}`, tableOf(subject), [
        ...crossed(
          [
            '= "a"',
            '!= "a"',
            'in ["a", "bb", NULL]',
            '= EMPTY',
            'not in [WHITESPACES_ONLY]',
            'matches "[a-z]+"',
            'not matches "a.*"',
          ].map((test) => `ColumnValues "v" ${test}`),
          FILTERS,
        ),
      ]),
    ),
    ...TEXTS.slice(0, 3).map((subject) =>
      caseOf(`text-values/thresholds on ${subject.name}`, tableOf(subject), [
        ...crossed(
          [
            '= "a"',
            '!= "a"',
            'in ["a", "bb"]',
            'not in ["a"]',
            '= EMPTY',
            '!= NULL',
            'matches "[a-b]+"',
            'not matches "a.*"',
          ].map((test) => `ColumnValues "v" ${test}`),
          [
            'with threshold > 0.2',
            'with threshold = 0.5',
            'with threshold between 0.1 and 0.6',
            'where "k > 1" with threshold >= 0.5',
          ],
        ),
      ]),
    ),
    caseOf('text-values/ignoring case', tableOf(pick('cases')), [
      ...crossed(
        ['= "a"', '!= "a"', 'in ["a", "B"]', 'not in ["a"]', 'matches "a|b"'].map((test) => `ColumnValues "v" ${test}`),
        [
          '',
          'with ignoreCase = "true"',
          'with ignoreCase = "false"',
          'with other = "x"',
          'with threshold > 0.4 with ignoreCase = "true"',
        ],
      ),
    ]),
    caseOf(
      'text-values/escapes',
      tableOf(pick('quotes')),
      crossed(
        ['ColumnValues "v"'],
        [
          `in ["it's"]`,
          `= "it's"`,
          `!= "it's"`,
          '= "%"',
          '= "_"',
          'in ["say \\"x\\""]',
          'in ["a\\\\b"]',
          '= "a\\\\b"',
          '= "say \\"x\\""',
          '!= "a\\b"',
          'in ["a\\b"]',
        ],
      ),
    ),
    ...TEXTS.filter(({ type }) => type === 'string').map((subject) =>
      caseOf(`text-values/patterns on ${subject.name}`, tableOf(subject), [
        ...crossed(
          ['ColumnValues "v" matches', 'ColumnValues "v" not matches'],
          PATTERNS.map((pattern) => `"${pattern}"`),
        ),
      ]),
    ),
    ...[...NUMBERS.slice(0, 2), ...OTHERS.filter(({ name }) => ['booleans', 'dates', 'structs'].includes(name))].map(
      (subject) =>
        caseOf(
          `text-values/patterns on ${subject.name}`,
          tableOf(subject),
          crossed(['ColumnValues "v" matches', 'ColumnValues "v" not matches'], ['".*"', '"[0-9]"']),
        ),
    ),
    ...['[', '(', '*a', 'a{2', '(?<x', '[z-a]', '\\p{Nope}', '(?z)', '\\k<a>'].map((pattern) =>
      caseOf(`text-values/bad pattern ${pattern}`, tableOf(pick('texts')), [
        `ColumnValues "v" matches "${pattern}"`,
        `ColumnValues "v" not matches "${pattern}"`,
      ]),
    ),
    caseOf(
      'text-values/variables',
      tableOf(pick('texts')),
      [
        'ColumnValues "v" in $some',
        'ColumnValues "v" not in $some',
        'ColumnValues "v" in $one',
        'ColumnValues "v" in $odd',
      ],
      { prelude: 'some = ["a", "bb"]\none = "ccc"\nodd = [NULL, "x y"]\n' },
    ),
    caseOf(
      'text-values/missing',
      tableOf(pick('texts')),
      crossed(
        ['ColumnValues "missing"', 'ColumnValues "V"'],
        ['= "a"', 'in ["a"]', 'matches "a"', '= EMPTY', '!= NULL'],
      ),
    ),
  ],
};

function pick(name: string): (typeof TEXTS)[number] {
  const found = TEXTS.find((subject) => subject.name === name);
  if (found === undefined) throw new Error(`no subject ${name}`);
  return found;
}
