import fc from 'fast-check';
import { takesCondition, type ParameterKind, type ParameterSpec } from '../src/quality/dqdl/signature.ts';
import { SIGNATURES } from '../src/quality/dqdl/signatures.ts';
import { listed, ordered, ruleOf, type RuleParts } from '../test/quality/dqdl/ruleset-text.ts';

/** Rules of every type of the language that name columns of a table, which is its own reference `ref`, and others. */
export function aimedRules(names: readonly string[]): fc.Arbitrary<string> {
  const parts = partsOf(names);
  const rules = [...SIGNATURES.values()]
    .filter(({ analyzerOnly }) => !analyzerOnly)
    .flatMap((signature) => signature.forms.map((form) => ruleOf(signature, form, parts)));
  const analyzers = [...SIGNATURES.values()]
    .filter(({ analyzer }) => analyzer)
    .flatMap(({ type, forms }) =>
      forms.filter(takesCondition).map((form) => {
        const parameters = form.parameters.map((spec) => parts.parameter(spec));
        return fc.tuple(...parameters).map((texts) => [type, ...texts].join(' '));
      }),
    );
  const composite = fc
    .tuple(fc.constantFrom('and', 'or'), fc.array(fc.oneof(...rules), { minLength: 2, maxLength: 3 }))
    .map(([operator, members]) => members.map((member) => `(${member})`).join(` ${operator} `));
  const either = fc.oneof({ weight: 5, arbitrary: fc.oneof(...rules) }, { weight: 1, arbitrary: composite });
  return fc
    .tuple(fc.array(either, { minLength: 1, maxLength: 6 }), fc.array(fc.oneof(...analyzers), { maxLength: 3 }))
    .map(([own, measured]) =>
      [
        `v = "a" w = ["a", "b"]`,
        `Rules = [\n${own.join(',\n')}\n]`,
        ...(measured.length === 0 ? [] : [`Analyzers = [\n${measured.join(',\n')}\n]`]),
      ].join('\n'),
    );
}

function partsOf(names: readonly string[]): RuleParts {
  const name = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...names) },
    fc.constantFrom('missing', 'A', 'a.b', ''),
  );
  const list = fc.array(name, { minLength: 1, maxLength: 3 }).map((all) => all.join(', '));
  const quotedName = fc.constantFrom(...names).map((each) => `"${each.replaceAll('"', '""')}"`);
  const alias = fc.constantFrom('ref', 'ref', 'primary', 'missing');
  const call = fc.constantFrom('sum', 'avg', 'AVG', 'max');
  const texts: Readonly<Record<ParameterKind, fc.Arbitrary<string>>> = {
    column: name,
    columns: fc.oneof(
      list,
      fc.tuple(alias, list).map(([of, all]) => `${of}.{${all}}`),
      fc.tuple(alias, name).map((both) => both.join('.')),
    ),
    alias,
    mapping: fc.oneof(
      list,
      fc.tuple(name, name).map((both) => both.join(' -> ')),
    ),
    pattern: fc.constantFrom('a', '[a-z]+', '(?=a).*', '^$', '(', '.*'),
    sql: fc.oneof(
      quotedName.map((column) => `select count(${column}) from primary`),
      quotedName.map((column) => `select ${column} from primary where ${column} is not null`),
      quotedName.map((column) => `select max(${column}) from primary p join ref using (${column})`),
      fc.constantFrom(
        'select 1',
        'select null',
        'select * from primary',
        'from primary',
        'select',
        'drop table x',
        "select '\\1'",
      ),
    ),
    aggregate: fc.oneof(
      fc.tuple(call, name).map(([of, column]) => `${of}(${column})`),
      fc.tuple(call, alias, name).map(([of, from, column]) => `${of}(${from}.${column})`),
    ),
    path: fc.constantFrom('missing.csv', '/missing/', 's3://bucket/key', ''),
    metric: fc.constantFrom('RowCount', 'Completeness', 'missing'),
  };
  const where = fc.oneof(
    quotedName.map((column) => `${column} is not null`),
    fc.tuple(quotedName, quotedName).map(([one, other]) => `${one}::varchar < ${other}::varchar`),
    quotedName.map((column) => `${column} in (select ${column} from ref)`),
    quotedName.map((column) => `cast(${column} as integer) > 0`),
    quotedName.map((column) => `${column}::varchar like '%a_%b%'`),
    fc.constantFrom('true', 'false', 'null', 'nonsense (', '1/0 > 0', "error('broken')"),
  );
  return {
    parameter: ({ kind }: ParameterSpec) => texts[kind].map(inQuotes),
    where: where.map(inQuotes),
    conditions: CONDITIONS,
  };
}

const number = fc.oneof(
  fc.constantFrom('0', '1', '2', '0.5', '-1', '1 / 0', '0 / 0', '1 + 2 * 3', '-0.0', 'NULL', 'last(3)'),
  fc.constantFrom('99999999999999999999', '0.1', '127', '9223372036854775807', '1.0000000001', `1${'0'.repeat(400)}`),
);
const literal = fc
  .constantFrom('', ' ', 'a', 'A', '1', '1.0', 'NaN', 'true', "'", 'é', '🙂', 'Integer', '%')
  .map(inQuotes);
const pattern = fc.constantFrom('', 'a', '[a-z]+', '.*', '(?=a).*', '(a+)+b', '^$', String.raw`\d+`, '(').map(inQuotes);
const date = fc.constantFrom(
  '"2023-06-15"',
  '"1969-12-31"',
  '"9999-12-31"',
  '"12:34"',
  'now()',
  '(now() - 400 days)',
  'NULL',
);
const duration = fc.constantFrom('0 days', '24 hours', '99999 days', '2147483647 minutes');
const size = fc.constantFrom('0 B', '1 KB', '99 TB', '5');

const CONDITIONS: RuleParts['conditions'] = {
  number: ordered(number),
  string: fc.oneof(
    fc.tuple(fc.constantFrom('=', '!='), fc.oneof(literal, fc.constantFrom('EMPTY', 'WHITESPACES_ONLY'))).map(spaced),
    fc.tuple(fc.constantFrom('matches', 'not matches'), pattern).map(spaced),
    listed(fc.oneof(literal, fc.constantFrom('EMPTY', 'NULL'))),
  ),
  date: ordered(date),
  duration: ordered(duration),
  size: ordered(size),
};

function spaced(parts: readonly string[]): string {
  return parts.join(' ');
}

/** A quote is the only character that DQDL takes with a backslash. */
function inQuotes(text: string): string {
  return `"${text.replaceAll('"', String.raw`\"`)}"`;
}
