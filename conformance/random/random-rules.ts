import fc from 'fast-check';
import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import { SIGNATURES } from '../../src/quality/dqdl/signatures.ts';
import type { RandomColumn, RandomTable } from './random-tables.ts';

/** A rule over the columns of a table and of `ref`, which has the same. */
export function randomRule(table: RandomTable): fc.Arbitrary<string> {
  const column = fc.constantFrom(...table);
  const rule = fc
    .oneof(
      { weight: 8, arbitrary: column.chain(valuesRule) },
      { weight: 2, arbitrary: column.chain(lengthRule) },
      { weight: 4, arbitrary: metricRule(column) },
      { weight: 4, arbitrary: keyRule(table) },
      { weight: 2, arbitrary: column.chain(typeRule) },
      { weight: 1, arbitrary: column.chain(freshnessRule) },
      { weight: 1, arbitrary: datasetRule(table) },
      { weight: 3, arbitrary: referenceRule(table) },
      { weight: 1, arbitrary: sqlRule(table) },
    )
    .filter(isTaken);
  const composite = fc
    .tuple(fc.constantFrom(' and ', ' or '), fc.array(rule, { minLength: 2, maxLength: 3 }))
    .map(([operator, members]) => members.map((member) => `(${member})`).join(operator));
  return fc.oneof({ weight: 12, arbitrary: rule }, { weight: 1, arbitrary: composite });
}

/** Values of several kinds in one list are not: what the parser takes is a matter of `texts`. */
function isTaken(rule: string): boolean {
  return parseRuleset(`Rules = [ ${rule} ]`).findings.every(({ severity }) => severity !== 'error');
}

type Text = fc.Arbitrary<string>;

const number: Text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('0', '1', '2', '3', '0.5', '-1') },
  { weight: 3, arbitrary: fc.constantFrom('0.25', '0.75', '1.5', '10', '100', '0.2', '0.333333', '0.66666666', '0.1') },
  { weight: 1, arbitrary: fc.constantFrom('1 + 1', '2 - 3', '1 / 3', '2 * 0.5', '1.0', '- 2') },
);

function compared(operand: Text): Text {
  return fc.oneof(
    fc.tuple(fc.constantFrom('=', '!=', '>', '>=', '<', '<='), operand).map((parts) => parts.join(' ')),
    fc
      .tuple(fc.constantFrom('between', 'not between'), operand, operand)
      .map(([word, a, b]) => `${word} ${a} and ${b}`),
    listed(operand),
  );
}

function listed(operand: Text): Text {
  return fc
    .tuple(fc.constantFrom('in', 'not in'), fc.array(operand, { minLength: 1, maxLength: 3 }))
    .map(([word, list]) => `${word} [${list.join(', ')}]`);
}

/** `before`, and sometimes a filter. */
function filtered(before: Text): Text {
  return fc.oneof(
    { weight: 4, arbitrary: before },
    { weight: 1, arbitrary: fc.tuple(before, where).map((parts) => parts.join(' where ')) },
  );
}

const where = fc.constantFrom(
  '"k > 1"',
  '"k > 100"',
  '"k % 2 = 0"',
  '"v is null"',
  '"v is not null"',
  '"k <= 3 and v is not null"',
  '"k in (1, 2, 4)"',
  '"not (k between 2 and 3)"',
);

function withThreshold(before: Text): Text {
  const asked = fc.oneof(compared(fc.constantFrom('0.5', '0.75', '0', '1', '0.3')));
  return fc.oneof(
    { weight: 4, arbitrary: before },
    { weight: 1, arbitrary: fc.tuple(before, asked).map((parts) => parts.join(' with threshold ')) },
  );
}

function valuesRule({ name, type, values }: RandomColumn): Text {
  const near = values.filter((value) => value !== null).map(String);
  const numbers = near.filter((value) => /^-?\d+(?:\.\d+)?$/.test(value));
  const numeric = fc.oneof(
    ...(numbers.length === 0 ? [] : [{ weight: 3, arbitrary: fc.constantFrom(...numbers) }]),
    { weight: 2, arbitrary: number },
    { weight: 1, arbitrary: fc.constant('NULL') },
  );
  const texts = near.filter((value) => !/[\\\r\n"]/.test(value));
  const literal = fc.oneof(
    ...(texts.length === 0 ? [] : [{ weight: 3, arbitrary: fc.constantFrom(...texts).map(quoted) }]),
    {
      weight: 2,
      arbitrary: fc.constantFrom('a', 'B', '', ' ', '1', '1.0', '2', 'true', 'x', '2023-06-15').map(quoted),
    },
    { weight: 1, arbitrary: fc.constantFrom('NULL', 'EMPTY', 'WHITESPACES_ONLY') },
  );
  const equal = fc.tuple(fc.constantFrom('=', '!='), literal).map((parts) => parts.join(' '));
  const matching = fc.tuple(fc.constantFrom('matches', 'not matches'), pattern).map((parts) => parts.join(' '));
  const days = near.flatMap((value) => /^\d{4}-\d\d-\d\d/.exec(value)?.[0] ?? []);
  const date = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...days, '2023-06-15', '1970-01-01', '9999-12-31').map(quoted) },
    { weight: 1, arbitrary: fc.constantFrom('now()', '(now() - 3 days)', '(now() + 24 hours)') },
  );
  const isDate = /^(?:date|timestamp)$/.test(type);
  const weights = isDate ? [1, 1, 6] : type === 'string' ? [2, 7, 1] : [7, 2, 1];
  return withThreshold(
    filtered(
      fc
        .oneof(
          { weight: weights[0] ?? 1, arbitrary: compared(numeric) },
          {
            weight: weights[1] ?? 1,
            arbitrary: fc.oneof(
              { weight: 3, arbitrary: equal },
              { weight: 3, arbitrary: listed(literal) },
              { weight: 2, arbitrary: matching },
            ),
          },
          { weight: weights[2] ?? 1, arbitrary: compared(date) },
        )
        .map((test) => `ColumnValues "${name}" ${test}`),
    ),
  );
}

const pattern = fc
  .constantFrom(
    'a',
    '[a-z]+',
    '[A-Za-z ]*',
    '.*',
    '.+',
    '\\d+',
    '\\w+',
    '\\s*',
    '^a',
    'b$',
    '(?i)a.*',
    '[^a]+',
    '\\S*',
    '.',
    '..',
  )
  .map(quoted);

function lengthRule({ name }: RandomColumn): Text {
  const length = fc.constantFrom('0', '1', '2', '3', '10', '19', '1.5', '-1');
  return filtered(compared(length).map((test) => `ColumnLength "${name}" ${test}`));
}

/** The types that are a number of one column and need nothing else. */
const METRICS = [...SIGNATURES.values()].flatMap(({ type, forms, analyzerOnly }) => {
  const [form, ...others] = forms;
  const isOfColumn = form?.parameters.length === 1 && form.parameters[0]?.kind === 'column' && !form.repeats;
  return isOfColumn && others.length === 0 && form.returns.join() === 'number' && !analyzerOnly ? [type] : [];
});

function metricRule(column: fc.Arbitrary<RandomColumn>): Text {
  const one = fc.tuple(fc.constantFrom(...METRICS), column).map(([type, { name }]) => `${type} "${name}"`);
  const two = fc.tuple(column, column).map(([a, b]) => `ColumnCorrelation "${a.name}" "${b.name}"`);
  const head = fc.oneof({ weight: 8, arbitrary: one }, { weight: 1, arbitrary: two });
  return filtered(fc.tuple(head, compared(number)).map((parts) => parts.join(' ')));
}

function keyRule(table: RandomTable): Text {
  const names = fc
    .uniqueArray(fc.constantFrom(...table.map(({ name }) => name)), { minLength: 1, maxLength: 3 })
    .map((all) => all.map(quoted).join(' '));
  const asked = fc
    .tuple(fc.constantFrom('Uniqueness', 'DuplicateRowCount'), names, compared(number))
    .map((parts) => parts.join(' '));
  const plain = fc.tuple(fc.constantFrom('IsUnique', 'IsPrimaryKey'), names).map((parts) => parts.join(' '));
  const complete = fc.constantFrom(...table).map(({ name }) => `IsComplete "${name}"`);
  return filtered(fc.oneof(asked, plain, plain, complete));
}

const TYPES = ['Boolean', 'Date', 'Timestamp', 'Integer', 'Double', 'Float', 'Long', 'String'];

function typeRule({ name }: RandomColumn): Text {
  const asked = fc
    .tuple(fc.constantFrom('=', '!='), fc.constantFrom(...TYPES).map(quoted))
    .map((parts) => parts.join(' '));
  return withThreshold(filtered(asked.map((test) => `ColumnDataType "${name}" ${test}`)));
}

function freshnessRule({ name }: RandomColumn): Text {
  const age = fc.constantFrom('1 days', '24 hours', '0 days', '30000 days', '99999 days');
  return filtered(
    fc
      .tuple(fc.constantFrom('<', '<=', '>', '>='), age)
      .map(([operator, by]) => `DataFreshness "${name}" ${operator} ${by}`),
  );
}

function datasetRule(table: RandomTable): Text {
  return fc.oneof(
    filtered(compared(number).map((test) => `RowCount ${test}`)),
    compared(number).map((test) => `ColumnCount ${test}`),
    filtered(compared(number).map((test) => `DuplicateRowCount ${test}`)),
    fc.constantFrom(...table.map(({ name }) => name), 'missing').map((name) => `ColumnExists "${name}"`),
    fc.constantFrom('[a-z]', '[a-z]+', 'k|v', '.').map((each) => `ColumnNamesMatchPattern "${each}"`),
  );
}

function referenceRule(table: RandomTable): Text {
  const column = fc.constantFrom(...table.map(({ name }) => name));
  const some = fc.uniqueArray(column, { minLength: 1, maxLength: 2 }).map((all) => all.join(', '));
  const side = fc.tuple(fc.constantFrom('sum', 'avg'), fc.constantFrom('', 'ref.'), column);
  const aggregate = side.map(([call, from, name]) => `"${call}(${from}${name})"`);
  return fc
    .tuple(
      fc.oneof(
        fc.tuple(some, some).map(([own, other]) => `ReferentialIntegrity "${own}" "ref.{${other}}"`),
        some.map((both) => `ReferentialIntegrity "${both}" "ref.{${both}}"`),
        some.map((key) => `DatasetMatch "ref" "${key}"`),
        fc.tuple(column, column).map(([key, matched]) => `DatasetMatch "ref" "${key}" "${matched}"`),
        fc.tuple(aggregate, aggregate).map((sides) => `AggregateMatch ${sides.join(' ')}`),
        fc.constantFrom('RowCountMatch "ref"', 'SchemaMatch "ref"'),
      ),
      compared(number),
    )
    .map((parts) => parts.join(' '));
}

function sqlRule(table: RandomTable): Text {
  const column = fc.constantFrom(...table.map(({ name }) => name));
  const scalar = column.map((name) => `CustomSql "select count(${name}) from primary"`);
  const rows = column
    .filter((name) => name !== 'k')
    .map((name) => `CustomSql "select k, ${name} from primary where ${name} is not null"`);
  return fc.oneof(
    fc.tuple(scalar, compared(number)).map((parts) => parts.join(' ')),
    rows,
    fc.tuple(rows, compared(fc.constantFrom('0', '0.5', '1'))).map((parts) => parts.join(' with threshold ')),
  );
}

function quoted(text: string): string {
  return `"${text}"`;
}
