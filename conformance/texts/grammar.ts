import type { Random } from './random.ts';
import { FORMS, UNKNOWN, type Form, type Returns } from './forms.ts';

/** Text of a ruleset that follows the grammar of the open parser, nearly always. */
export function rulesetText(random: Random): string {
  const parts = [
    random.once(12) ? `Metadata = { "Version" : ${quoted(random)} }` : '',
    random.once(12) ? dataSources(random) : '',
    random.once(5) ? `v = ${quoted(random)} w = [${random.some(1, 3, () => textItem(random)).join(', ')}]` : '',
    random.once(60) ? `DefaultLabels = ["k" = ${quoted(random)}]` : '',
    ...sections(random),
  ];
  return parts.filter((part) => part !== '').join(random.pick([' ', '\n', '\n\n', ' # comment "[\n']));
}

function sections(random: Random): string[] {
  const rules = `Rules = [ ${random.some(1, 3, () => node(random, 2)).join(random.pick([', ', ' ,\n', ',']))} ]`;
  const analyzers = `Analyzers = [${random.some(1, 2, () => analyzer(random)).join(', ')}]`;
  if (random.once(20)) return [analyzers];
  return random.once(12) ? [rules, analyzers] : [rules];
}

function dataSources(random: Random): string {
  const additional = `"AdditionalDataSources" : [${random.some(1, 2, () => quoted(random)).join(', ')}]`;
  return `DataSources = { "Primary" : ${quoted(random)}${random.once(2) ? `, ${additional}` : ''} }`;
}

function node(random: Random, depth: number): string {
  if (depth === 0 || !random.once(5)) return rule(random);
  const operator = random.pick([' and ', ' or ', ' AND ', ' OR ', '\nand\t']);
  const wrap = random.once(6) ? (text: string): string => text : (text: string): string => `(${text})`;
  return random.some(2, 3, () => wrap(node(random, depth - 1))).join(operator);
}

function analyzer(random: Random): string {
  const form = random.pick(FORMS);
  return [form.type, ...parameters(random, form)].join(' ');
}

function rule(random: Random): string {
  const form = random.once(80) ? UNKNOWN : random.pick(FORMS);
  const returns = random.pick(form.returns);
  return [
    form.type,
    ...parameters(random, form),
    returns === 'boolean' && !random.once(40) ? '' : condition(random, returns === 'boolean' ? 'number' : returns),
    random.once(form.where ? 4 : 60) ? `where ${quoted(random)}` : '',
    random.once(120) ? `labels = ["k" = ${quoted(random)}]` : '',
    random.once(form.threshold ? 4 : 60) ? `with threshold ${condition(random, 'number')}` : '',
    random.once(15)
      ? `with ${random.pick(['x', 'format', 'C', 'threshold'])} = ${random.pick([quoted, numeric])(random)}`
      : '',
  ]
    .filter((part) => part !== '')
    .join(random.pick([' ', ' ', ' ', '  ', '\n']));
}

function parameters(random: Random, { least, most }: Form): string[] {
  const count = random.once(40) ? most + 1 : least + random.below(Math.min(most, least + 1) - least + 1);
  return Array.from({ length: count }, () => {
    const connector = random.once(12) ? random.pick(['of ', 'and ', 'OF ', 'AND ']) : '';
    return connector + (random.once(10) ? bare(random) : quoted(random));
  });
}

function condition(random: Random, returns: Exclude<Returns, 'boolean'>): string {
  if (returns === 'text') return textCondition(random);
  const operand = { number: numeric, date, duration, size }[returns];
  const of = (): string => operand(random);
  const negated = random.pick(['', 'not ']);
  if (random.once(4)) return `${negated}between ${of()} and ${of()}`;
  if (random.once(4)) return `${negated}in [${random.some(1, 3, of).join(random.pick([',', ', ']))}]`;
  return `${random.pick(['=', '!=', '>', '>=', '<', '<='])} ${of()}`;
}

function textCondition(random: Random): string {
  const negated = random.pick(['', 'not ']);
  if (random.once(4)) return `${negated}matches ${quoted(random)}`;
  if (random.once(12)) return `${negated}in $w`;
  if (random.once(2)) return `${negated}in [${random.some(1, 3, () => textItem(random)).join(', ')}]`;
  return `${random.pick(['=', '!='])} ${textItem(random)}`;
}

function textItem(random: Random): string {
  return random.once(5) ? random.pick(['NULL', 'EMPTY', 'WHITESPACES_ONLY', 'null', 'empty']) : quoted(random);
}

function numeric(random: Random, depth = 2): string {
  const plain = random.pick(['0', '1', '5', '1.50', '0.25', '-2', '- 0.5', '007', '100', '99999999999', '1.0']);
  if (depth === 0 || !random.once(5)) return plain;
  const inner = (): string => numeric(random, depth - 1);
  return random.pick<() => string>([
    () => `${inner()} ${random.pick(['+', '-', '*', '/'])} ${inner()}`,
    () => `(${inner()})`,
    () => `${random.pick(['last', 'avg', 'max', 'f.g'])}(${random.some(0, 2, inner).join(', ')})`,
    () => 'NULL',
    () => `${inner()}*${inner()}`,
  ])();
}

function date(random: Random): string {
  const day = random.pick(['"2023-01-15"', '"1969-12-31"', '"2023-13-45"', 'now()']);
  if (!random.once(3)) return day;
  return `(now() ${random.pick(['+', '-'])} ${duration(random)})`;
}

function duration(random: Random): string {
  return `${random.below(100)} ${random.once(60) ? 'day' : random.pick(['days', 'hours', 'minutes'])}`;
}

function size(random: Random): string {
  return `${random.below(2000)} ${random.once(60) ? 'PB' : random.pick(['B', 'KB', 'MB', 'GB', 'TB'])}`;
}

function bare(random: Random): string {
  if (random.once(15)) return random.pick(['.5', 'threshold', 'Rules', '12', 'days', '$v', 'NULL']);
  return random.pick(['a', 'order_id', 'x.y', '1a', 'now', '_']);
}

const PIECES = [
  'a',
  'b',
  'id',
  ' ',
  '.',
  ',',
  ']',
  '[',
  '#',
  "'",
  'é',
  '😀',
  '\\"',
  '\\\\',
  '{',
  '(',
  '>',
  '1',
] as const;

function quoted(random: Random): string {
  if (random.once(60)) return random.pick(['"2023-01-15"', '"10:30"', '"10:30 AM"', '""', '"$v"', '"a\\n"']);
  if (random.once(2)) return random.pick(['"a"', '"id"', '"order id"', '"k > 1"']);
  return `"${random.some(1, 5, () => random.pick([...PIECES])).join('')}"`;
}
