import fc from 'fast-check';
import type { ConditionKind } from '../../../src/quality/dqdl/ast.ts';
import { parameterCounts, type Form, type ParameterSpec, type Signature } from '../../../src/quality/dqdl/signature.ts';
import { SIGNATURES } from '../../../src/quality/dqdl/signatures.ts';

/** White space between words, and a comment now and then. */
const space = fc.constantFrom(' ', ' ', ' ', '  ', '\n', '\t', ' # "c, ]\n');

const quoted = fc
  .array(
    fc.constantFrom(
      'a',
      'Z',
      '1',
      ' ',
      '.',
      ',',
      ']',
      '#',
      "'",
      'é',
      '😀',
      '\n',
      String.raw`\"`,
      '\\\\',
      '\\x',
      '[',
      '{',
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => `"${parts.join('')}"`)
  .filter((text) => !/^"(?:\d{4}-\d\d-\d\d|\d\d?:\d\d(?: [AP]M)?)"$/.test(text));

const filled = quoted.filter((text) => text !== '""');
const bare = fc.constantFrom('a', 'order_id', 'x.y', '1a', 'now', 'threshold', '_', '.5');

const { number } = fc.letrec<{ number: string; term: string }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('term'),
    fc.tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('term')).map((parts) => parts.join(' ')),
  ),
  term: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('0', '5', '1.50', '-2', '- 0.5', '007', 'NULL', 'null'),
    tie('number').map((inner) => `( ${inner} )`),
    fc
      .tuple(fc.constantFrom('last', 'avg', 'f.g'), fc.array(tie('number'), { maxLength: 2 }))
      .map(([name, members]) => `${name}(${members.join(', ')})`),
  ),
}));

const duration = fc
  .tuple(fc.nat(), fc.constantFrom('days', 'hours', 'minutes'))
  .map(([amount, unit]) => `${amount} ${unit}`);
const size = fc.oneof(
  fc.tuple(fc.nat(), fc.constantFrom('B', 'KB', 'MB', 'GB', 'TB')).map(([amount, unit]) => `${amount} ${unit}`),
);
const bytes = fc.integer().map(String);
const date = fc.oneof(
  fc.constantFrom('"2024-02-29"', '"10:00"', '"1:30 PM"', 'now()'),
  fc.tuple(fc.constantFrom('+', '-'), duration).map(([sign, by]) => `(now() ${sign} ${by})`),
);

/** Conditions of one operand or several. */
export function ordered(operand: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    fc.tuple(fc.constantFrom('=', '!=', '! =', '>', '>=', '<', '<='), operand).map((parts) => parts.join(' ')),
    fc
      .tuple(fc.constantFrom('between', 'not between'), operand, operand)
      .map(([word, a, b]) => `${word} ${a} and ${b}`),
    listed(operand),
  );
}

export function listed(operand: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const members = fc.array(operand, { minLength: 1, maxLength: 4 }).map((list) => list.join(', '));
  return fc.tuple(fc.constantFrom('in', 'not in'), members).map(([word, list]) => `${word} [${list}]`);
}

const CONDITIONS = {
  number: ordered(number),
  string: fc.oneof(
    fc.tuple(fc.constantFrom('=', '!=', 'matches', 'not matches'), quoted).map((parts) => parts.join(' ')),
    fc.constantFrom('= EMPTY', '!= whitespaces_only', 'in $v', 'not in $w'),
    listed(fc.oneof(quoted, fc.constant('EMPTY'))),
    quoted.map((text) => `in [NULL, ${text}]`),
  ),
  date: ordered(date),
  duration: ordered(duration),
  size: fc.oneof(ordered(size), ordered(bytes)),
};

const labels = fc
  .uniqueArray(fc.tuple(filled, filled), { minLength: 1, maxLength: 3, selector: ([key]) => key })
  .map((list) => `labels = [${list.map(([key, value]) => `${key} = ${value}`).join(', ')}]`);

const tag = fc
  .tuple(fc.constantFrom('x', 'format', 'C', 'zz'), fc.oneof(quoted, number))
  .map(([name, value]) => `with ${name} = ${value}`);

/** Of NULL alone a `with` would make the text of a tag. */
const threshold = CONDITIONS.number
  .filter((text) => !/^(?:! ?=|=|(?:not )?in) \[?(?:null(?:, )?)+\]?$/i.test(text))
  .map((text) => `with threshold ${text}`);

/** What stands where a rule names something, and in its `where`. */
export interface RuleParts {
  readonly parameter: (spec: ParameterSpec) => fc.Arbitrary<string>;
  readonly where: fc.Arbitrary<string>;
  readonly conditions: Readonly<Record<ConditionKind, fc.Arbitrary<string>>>;
}

const ANY_PARTS: RuleParts = {
  parameter: () => fc.oneof(quoted, bare, fc.constant('$v')),
  where: filled,
  conditions: CONDITIONS,
};

function parameters(form: Form, { parameter }: RuleParts): fc.Arbitrary<string> {
  const { min, max } = parameterCounts(form);
  const last = form.parameters.at(-1);
  const specs = [...form.parameters, ...(last === undefined ? [] : [last, last])];
  return fc
    .tuple(fc.integer({ min, max: Math.min(max, min + 2) }), ...specs.map(connected))
    .map(([count, ...texts]) => texts.slice(0, count).join(' '));

  function connected(spec: ParameterSpec): fc.Arbitrary<string> {
    return fc.tuple(fc.constantFrom('', '', 'of ', 'AND '), parameter(spec)).map((parts) => parts.join(''));
  }
}

/** Parts that may each be missing, with white space between. */
function spaced(...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.tuple(...parts), fc.array(space, { minLength: parts.length, maxLength: parts.length }))
    .map(([texts, spaces]) =>
      texts.flatMap((text, index) => (text === '' ? [] : [text, spaces[index] ?? ' '])).join(''),
    );
}

function maybe(text: fc.Arbitrary<string>, when = true): fc.Arbitrary<string> {
  return when ? fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 1, arbitrary: text }) : fc.constant('');
}

/** Text of a rule of this form. */
export function ruleOf(signature: Signature, form: Form, parts = ANY_PARTS): fc.Arbitrary<string> {
  const kinds = form.returns.flatMap((kind) => (kind === 'boolean' ? [] : [parts.conditions[kind]]));
  const condition = kinds.length === 0 ? fc.constant('') : fc.oneof(...kinds);
  return spaced(
    fc.constant(signature.type),
    parameters(form, parts),
    form.returns.includes('boolean') ? maybe(condition) : condition,
    maybe(
      parts.where.map((text) => `where ${text}`),
      signature.where,
    ),
    maybe(labels),
    maybe(threshold, signature.threshold),
    maybe(tag),
    maybe(tag),
  );
}

const PARSER_FORMS = [...SIGNATURES.values()].flatMap((signature) =>
  signature.forms.map((form) => ({ signature, form })),
);
const RULES = PARSER_FORMS.filter(({ signature }) => !signature.analyzerOnly);
const ANALYZERS = PARSER_FORMS.filter(({ form }) => form.returns.some((kind) => kind !== 'boolean'));

const { node } = fc.letrec<{ node: string; member: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(...RULES.map(({ signature, form }) => ruleOf(signature, form))),
    fc
      .tuple(fc.constantFrom('and', 'or', 'OR'), fc.array(tie('member'), { minLength: 2, maxLength: 4 }))
      .map(([operator, members]) => members.join(` ${operator} `)),
  ),
  member: fc.tuple(tie('node'), maybe(labels)).map(([inner, own]) => `(${inner}) ${own}`),
}));

const analyzer = fc.oneof(
  ...ANALYZERS.map(({ signature, form }) => spaced(fc.constant(signature.type), parameters(form, ANY_PARTS))),
);

/** Text of a ruleset without an error, of every part of the language. */
export const rulesetText: fc.Arbitrary<string> = fc
  .tuple(
    maybe(quoted.map((text) => `Metadata = {"Version": ${text}}`)),
    maybe(
      fc
        .tuple(quoted, fc.array(quoted, { minLength: 1, maxLength: 3 }))
        .map(
          ([primary, others]) =>
            `DataSources = {"Primary": ${primary}, "AdditionalDataSources": [${others.join(', ')}]}`,
        ),
    ),
    fc.tuple(quoted, fc.array(fc.oneof(quoted, fc.constant('NULL')), { minLength: 1, maxLength: 3 })),
    maybe(labels.map((text) => `Default${text.replace('labels', 'Labels')}`)),
    fc.array(node, { minLength: 1, maxLength: 4 }),
    maybe(fc.array(analyzer, { minLength: 1, maxLength: 3 }).map((list) => `Analyzers = [${list.join(', ')}]`)),
  )
  .map(([metadata, sources, [text, list], defaults, rules, analyzers]) =>
    [
      metadata,
      sources,
      `v = ${text} w = [${list.join(', ')}]`,
      defaults,
      `Rules = [${rules.join(', ')}]`,
      analyzers,
    ].join('\n'),
  );

const WORDS = [
  'Rules Analyzers Metadata DataSources DefaultLabels labels RowCount IsComplete ColumnValues = ! > < [ ] ( ) { } , : $',
  '- + " "a" \' \\ # / 5 1.5 NULL and or of in not between matches where with threshold days KB now() "10:00" v é . _',
]
  .flatMap((words) => words.split(' '))
  .concat('\n', '\r\n', '\uFEFF', '\uD800', '\0', '\u00A0', '"2024-01-01"');

/** Words of the language and others in any order. */
export const wordSoup: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom('', ' ')), { maxLength: 60 })
  .map((words) => words.flat().join(''));

/** A ruleset with something cut out, put in or doubled. */
export const brokenRulesetText: fc.Arbitrary<string> = fc
  .tuple(
    rulesetText,
    fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom('', ...WORDS)), { minLength: 1, maxLength: 3 }),
  )
  .map(([text, edits]) =>
    edits.reduce((current, [at, length, word]) => {
      const start = at % (current.length + 1);
      return current.slice(0, start) + word + current.slice(start + length);
    }, text),
  );
