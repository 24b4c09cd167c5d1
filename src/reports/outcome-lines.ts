import { alignRows, type Cell } from './align.ts';
import { counted } from './amounts.ts';
import { fitWidth, printable } from './display-width.ts';
import { MARKS, type Paint } from './paint.ts';
import { sampleTable } from './sample-table.ts';

/** What a report says of a rule; both the replay record and a `CheckResult` have it. */
export interface ReportedOutcome {
  readonly rule: string;
  readonly outcome: 'Passed' | 'Failed' | 'Error';
  readonly failureReason: string | null;
  readonly columns: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly details?: readonly string[] | undefined;
  readonly failingRows?: ReportedRows | undefined;
}

interface ReportedRows {
  readonly count: number;
  readonly sample: readonly Readonly<Record<string, unknown>>[];
  /** For each row the columns that break the rule; where they are not told, all that it judges. */
  readonly sampleColumns?: readonly (readonly string[])[];
}

const MAX_RULE = 56;
const MAX_REASON = 240;

/**
 * Rules as aligned lines: mark, rule, and for one that did not pass its reason, the number of rows that break it, its
 * details and the first of those rows. Labels are on a line of their own.
 */
export function outcomeLines(
  outcomes: readonly ReportedOutcome[],
  { width, paint }: { width: number; paint: Paint },
): string[] {
  const heads = alignRows(outcomes.map((outcome) => head(outcome, paint)));
  return outcomes.flatMap(({ columns, labels = {}, details = [], failingRows }, index) => {
    const line = (heads[index] ?? '').trimEnd();
    const more = [
      ...labelsLine(labels).map((text) => `    ${paint.dim(fitWidth(printable(text), width - 4))}`),
      ...details.map((detail) => `    ${fitWidth(printable(detail), MAX_REASON)}`),
    ];
    if (!failingRows) return [line, ...more];
    const total = failingRows.count;
    const broken = [...new Set((failingRows.sampleColumns ?? []).flat())];
    const about = broken.length > 0 ? broken : columns;
    const sample = sampleTable(failingRows.sample, { total, about, width: width - 4, paint });
    return [line, ...more, ...sample.map((row) => `    ${row}`)];
  });
}

function labelsLine(labels: Readonly<Record<string, string>>): string[] {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? [] : [`labels ${pairs.join(', ')}`];
}

function head({ rule, outcome, failureReason, failingRows }: ReportedOutcome, paint: Paint): Cell[] {
  const text = fitWidth(printable(rule), MAX_RULE);
  if (outcome === 'Passed') return [{ text: `${MARKS.good} ${text}`, paint: paintMark(paint.good) }];
  const reason = fitWidth(printable(failureReason ?? ''), MAX_REASON);
  const rows = failingRows ? `   ${counted(failingRows.count, 'row')}` : '';
  return [
    { text: `${MARKS.bad} ${text}`, paint: paintMark(paint.bad) },
    { text: (outcome === 'Error' ? `error: ${reason}` : reason) + rows },
  ];
}

/** Colours the mark a text begins with. */
function paintMark(brush: (text: string) => string): (text: string) => string {
  return (text) => brush(text.slice(0, 1)) + text.slice(1);
}
