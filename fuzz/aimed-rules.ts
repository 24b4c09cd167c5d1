import fc from 'fast-check';
import type { ParameterKind, ParameterSpec } from '../src/quality/dqdl/signature.ts';
import { SIGNATURES } from '../src/quality/dqdl/signatures.ts';
import { ruleOf, type RuleParts } from '../test/quality/dqdl/ruleset-text.ts';

/** Rules of every type of the language that name columns of a table, which is its own reference `ref`, and others. */
export function aimedRules(names: readonly string[]): fc.Arbitrary<string> {
  const parts = partsOf(names);
  const rules = [...SIGNATURES.values()]
    .filter(({ analyzerOnly }) => !analyzerOnly)
    .flatMap((signature) => signature.forms.map((form) => ruleOf(signature, form, parts)));
  const analyzers = [...SIGNATURES.values()]
    .filter(({ analyzer }) => analyzer)
    .flatMap(({ type, forms }) =>
      forms.map((form) => {
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
  };
}

/** A quote is the only character that DQDL takes with a backslash. */
function inQuotes(text: string): string {
  return `"${text.replaceAll('"', String.raw`\"`)}"`;
}
