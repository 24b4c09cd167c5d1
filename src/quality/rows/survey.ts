import type { Plain } from '../../duckdb/plain.ts';
import type { Session } from '../../duckdb/session.ts';
import { raw } from '../../duckdb/sql.ts';
import { toNumber } from '../measure/to-number.ts';
import type { RowPlan } from '../plan/row-plan.ts';
import { judgedRows, positionOf, wordNames } from './judged-rows.ts';
import { anyFailsSql, failsSql, readWord, SLOTS_IN_WORD } from './verdict-words.ts';
import { withoutBroken } from './without-broken.ts';

/** What all rows together say of the verdicts in some slots. */
export interface Survey {
  /** One a slot; undefined where the verdict could not be had. */
  readonly found: readonly (Found | undefined)[];
  /** For each chunk of {@link SLOTS_IN_CHUNK} slots: the words that most rows have, most frequent first. */
  readonly frequent: readonly (readonly (readonly bigint[])[])[];
}

export interface Found {
  /** How many rows fail. */
  readonly count: number;
  /** Of the first of them, in order: a number, or its digits where it is large. */
  readonly positions: readonly Plain[];
}

/**
 * Slots that are surveyed by one statement. The time DuckDB takes to plan a statement grows with the square of its
 * expressions, and rows differ in more ways the more verdicts are looked at together.
 */
export const WORDS_IN_CHUNK = 2;
const SLOTS_IN_CHUNK = SLOTS_IN_WORD * WORDS_IN_CHUNK;

/** Words for which lists of rules are made beforehand: at most this many, and none that so few rows have. */
const FREQUENT = 64;
const FEW_ROWS = 2000;

/**
 * Counts the failing rows of every slot and finds the first `limit` of each: rows are grouped by their verdicts, so that
 * the work after that is a group's, not a row's.
 */
export async function surveyRows(
  session: Session,
  plan: RowPlan,
  { verdicts, limit }: { readonly verdicts: readonly string[]; readonly limit: number },
): Promise<Survey> {
  const found: (Found | undefined)[] = [];
  const frequent: (readonly (readonly bigint[])[])[] = [];
  for (let start = 0; start < verdicts.length; start += SLOTS_IN_CHUNK) {
    const chunk = verdicts.slice(start, start + SLOTS_IN_CHUNK);
    const { result, broken } = await withoutBroken(chunk, (some) => surveyChunk(session, plan, some, limit));
    found.push(...result.found.map((each, index) => (broken.has(index) ? undefined : each)));
    frequent.push(result.frequent);
  }
  return { found, frequent };
}

interface ChunkSurvey {
  readonly found: readonly Found[];
  readonly frequent: readonly (readonly bigint[])[];
}

async function surveyChunk(
  session: Session,
  plan: RowPlan,
  verdicts: readonly string[],
  limit: number,
): Promise<ChunkSurvey> {
  const [row = {}] = await session.rows(raw(chunkStatement(plan, verdicts, limit)));
  const counts = listOf(row['counts']);
  const firsts = listOf(row['firsts']);
  return {
    found: verdicts.map((_, index) => ({
      count: toNumber(counts[index]) ?? 0,
      positions: listOf(firsts[index]),
    })),
    frequent: listOf(row['frequent']).map((words) => listOf(words).map(readWord)),
  };
}

function chunkStatement(plan: RowPlan, verdicts: readonly string[], limit: number): string {
  const naming = {
    verdicts,
    verdictName: (index: number) => `verdict${index}`,
    wordName: (index: number) => `word${index}`,
  };
  const names = wordNames(naming);
  const fails = verdicts.map((_, slot) => failsSql(slot, names));
  const withPosition = limit > 0;
  const position = withPosition ? [`${positionOf(plan)} as row_position`] : [];
  const first = (failing: string): string =>
    withPosition ? `min(row_position, ${limit}) filter (where ${failing})` : 'null::bigint[]';
  return `with judged_rows as (
${judgedRows(plan, { ...naming, values: position, withPosition })}
), row_groups as materialized (
  select ${names.join(', ')}, count(*) as size, ${first(anyFailsSql(verdicts.length, names))} as firsts
  from judged_rows group by ${names.join(', ')}
), first_rows as (
  select ${names.join(', ')}, unnest(firsts) as row_position from row_groups
)
select
  (select [${fails.map((each) => `coalesce(sum(size) filter (where ${each}), 0)`).join(', ')}] from row_groups) as counts,
  (select [${fails.map(first).join(', ')}] from first_rows) as firsts,
  (select list([${names.join(', ')}]) from (
    select ${names.join(', ')} from row_groups where size > ${FEW_ROWS} order by size desc, ${names.join(', ')} limit ${FREQUENT}
  )) as frequent`;
}

function listOf(value: Plain | undefined): readonly Plain[] {
  return isList(value) ? value : [];
}

function isList(value: Plain | undefined): value is readonly Plain[] {
  return Array.isArray(value);
}
