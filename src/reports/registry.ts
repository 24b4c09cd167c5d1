import type { ReplayRecord } from '../runner/record.ts';
import { renderGithub } from './github.ts';
import { renderGithubSummary } from './github-summary.ts';
import { renderJson } from './json.ts';
import { renderJUnit } from './junit.ts';
import type { Refusal } from './refusal.ts';
import { renderTerminal } from './terminal.ts';

/** How a report is to look. Reporters for machines heed `refusals` alone. */
export interface ReportOptions {
  readonly color: boolean;
  /** Cells of a line. */
  readonly width: number;
  /** Scenarios that were asked for but could not be replayed at all. */
  readonly refusals: readonly Refusal[];
}

/** A report: a text made of replay records and nothing else. */
export type Reporter = (records: readonly ReplayRecord[], options: ReportOptions) => string;

/** Every reporter of a run. A new one is a file and a line here. */
export const REPORTERS = {
  terminal: renderTerminal,
  json: (records) => renderJson(records),
  junit: (records, { refusals }) => renderJUnit(records, refusals),
  github: (records, { refusals }) => renderGithub(records, refusals),
  'github-summary': (records, { refusals }) => renderGithubSummary(records, refusals),
} satisfies Record<string, Reporter>;

export type ReporterName = keyof typeof REPORTERS;
