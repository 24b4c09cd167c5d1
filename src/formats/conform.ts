import type { Column, Session } from '../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../duckdb/sql.ts';
import type { Finding } from '../core/finding.ts';
import { normalizeType } from './declared-type.ts';
import { fitOf } from './fit.ts';
import type { Fit } from './text-fit.ts';
import type { ReadRequest, ReadResult } from './format.ts';
import { matchColumns, missingColumns } from './column-names.ts';
import { inferColumns } from './infer-columns.ts';
import { exposeStage, type LostRow } from './expose-stage.ts';

/** One column of a file: its name there, where its values are found in {@link Part.from}, and their DuckDB type. */
export interface Field {
  readonly name: string;
  readonly value: Sql;
  readonly type: string;
  /** For JSON text: DuckDB's type by the shape of the values, where types are inferred. */
  readonly shape?: string;
}

/** One file on its way into a relation: rows in file order, not yet typed. */
export interface Part {
  readonly object: string;
  readonly from: Sql;
  readonly fields: readonly Field[];
  /** The text of a row, for a bad one. */
  readonly rawRow: Sql;
  /** What makes a whole row bad: each test is TRUE or FALSE for every row. */
  readonly rowTests: readonly { readonly fits: Sql; readonly value: Sql; readonly reason: string }[];
  /** Whether an empty text is NULL for a column that is not text (CSV). */
  readonly emptyIsNull: boolean;
  /** A key that is not there is NULL (JSON), rather than a file that does not fit. */
  readonly sparse: boolean;
  /** Called when the part's rows are in the table: rows the reader left out. */
  readonly lostRows?: (kept: number) => Promise<readonly LostRow[]>;
}

/**
 * Makes one typed relation of the parts: columns matched by name, values read strictly, rows with a value that does
 * not fit set aside. Every row is read once, into a table of the final types; a row's number is its place in it.
 */
export async function conform(session: Session, parts: readonly Part[], request: ReadRequest): Promise<ReadResult> {
  const declared = request.columns?.map(({ name, type }) => ({ name, type: normalizeType(type) }));
  const inferred = declared ? undefined : await inferColumns(session, parts);
  const columns = declared ?? inferred?.columns ?? [];
  const findings: Finding[] = [...(inferred?.findings ?? [])];
  const matched = parts.map((part) => matchPart(part, columns, declared !== undefined, findings));

  const stage = `${request.into} stage`;
  await session.run(stageTable(stage, columns));
  const firsts: number[] = [];
  const lost: (readonly LostRow[])[] = [];
  let total = 0;
  for (const [index, part] of parts.entries()) {
    firsts.push(total);
    const kept = await session.run(insertPart(stage, part, index, columns, matched[index] ?? []));
    total += kept;
    lost.push((await part.lostRows?.(kept)) ?? []);
  }
  const objects = parts.map(({ object }) => object);
  const views = await exposeStage(session, { into: request.into, stage, columns, objects, firsts, lost });
  return { ...views, findings };
}

function matchPart(
  part: Part,
  columns: readonly Column[],
  declared: boolean,
  findings: Finding[],
): (Field | undefined)[] {
  const available = part.fields.map(({ name }) => name);
  const wanted = columns.map(({ name }) => name);
  const match = matchColumns(wanted, available, part.object);
  if (declared) {
    if (match.missing.length > 0 && !part.sparse) throw missingColumns(match.missing, available, part.object);
    findings.push(...match.findings);
  }
  findings.push(...match.missing.map((column) => absent(part.object, column)));
  return match.places.map((place) => (place === undefined ? undefined : part.fields[place]));
}

function absent(file: string, column: string): Finding {
  const message = 'no row of the file has this column; it is NULL there';
  return { code: 'COLUMN_ABSENT', severity: 'warning', message, file, column };
}

function stageTable(stage: string, columns: readonly Column[]): Sql {
  const values = columns.map(({ type }, index) => sql`${id(`c${index}`)} ${raw(type)}`);
  return sql`create or replace temp table ${id(stage)} (
    ${join([...values, sql`part integer`, sql`bad struct(column_name varchar, value varchar, reason varchar)[]`])}, raw varchar
  )`;
}

/** A row that does not fit is kept without its values: what is bad about it, and its text. */
function insertPart(
  stage: string,
  part: Part,
  index: number,
  columns: readonly Column[],
  fields: readonly (Field | undefined)[],
): Sql {
  const tests = part.rowTests.map((test) => ({ ...test, column: sql`null` }));
  const values: Sql[] = [];
  for (const [at, { name, type }] of columns.entries()) {
    const field = fields[at];
    const input = field && (part.emptyIsNull && type !== 'VARCHAR' ? sql`nullif(${field.value}, '')` : field.value);
    const fit = field && input ? fitOf(input, field.type, type) : ABSENT;
    values.push(fit.value);
    if (!field || fit.fits.text === 'true') continue;
    const value = sql`cast(${field.value} as varchar)`;
    tests.push({
      fits: fit.fits,
      value,
      reason: `not ${/^[AEIO]/.test(type) ? 'an' : 'a'} ${type}`,
      column: sql`${name}`,
    });
  }
  const entries = tests.map(
    ({ fits, column, value, reason }) => sql`case when not ${fits} then
      {'column_name': ${column}, 'value': ${value}, 'reason': ${reason}} end`,
  );
  const allFit =
    tests.length === 0
      ? sql`true`
      : join(
          tests.map(({ fits }) => fits),
          ' and ',
        );
  const bad =
    tests.length === 0
      ? sql`null`
      : sql`case when ${allFit} then null else
    list_filter([${join(entries)}], lambda entry: entry is not null) end`;
  const rawRow = tests.length === 0 ? sql`null` : sql`case when ${allFit} then null else ${part.rawRow} end`;
  return sql`insert into ${id(stage)} select ${join([...values, sql`${index}`, bad, rawRow])} from ${part.from}`;
}

const ABSENT: Fit = { value: sql`null`, fits: sql`true` };
