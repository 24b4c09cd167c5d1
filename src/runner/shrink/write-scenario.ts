import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Effects } from '../../core/effects.ts';
import { UserError, userError } from '../../core/errors.ts';
import { DuckDBError } from '../../duckdb/duckdb-error.ts';
import type { Session } from '../../duckdb/session.ts';
import type { FormatName } from '../../formats/format.ts';
import { formatNamed } from '../../formats/registry.ts';
import { ruleOutcomeIn } from './recorded-outcome.ts';
import { replay } from '../replay.ts';
import { reasonClass } from './reason-class.ts';
import { scenarioFiles, type ScenarioContent } from './scenario-files.ts';
import { writeData } from './write-data.ts';

/**
 * Writes the scenario to a folder of the session and replays it there: what is given is the folder of one in which the
 * rule came out as it is to. Data are in `format`, or in Parquet where that does not keep them. Throws a `UserError`
 * `SHRINK_NOT_REPRODUCED`.
 */
export async function writeScenario(
  session: Session,
  content: Omit<ScenarioContent, 'data'>,
  { format, effects }: { readonly format: FormatName; readonly effects: Effects },
): Promise<string> {
  let why = '';
  for (const name of new Set<FormatName>([format, 'parquet'])) {
    const folder = join(session.scratch, `shrunk_${name}`);
    const data = await dataFiles(session, content, { folder, format: name });
    if (typeof data === 'string') {
      why = data;
      continue;
    }
    for (const [path, text] of scenarioFiles({ ...content, data })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    why = await whyNotReproduced(folder, content, { lake: `${folder}_lake`, effects });
    if (why === '') return folder;
  }
  throw userError(
    {
      code: 'SHRINK_NOT_REPRODUCED',
      message: 'the rule does not come out the same in a scenario of the smallest data; nothing was written',
      found: why,
      expected: `${content.outcome.outcome}: ${content.outcome.rule}`,
      hint: 'Report it with the rule and the data, if you can.',
    },
    { exitCode: 3 },
  );
}

/** The paths by source, or why they cannot be written so. */
async function dataFiles(
  session: Session,
  { tables }: Pick<ScenarioContent, 'tables'>,
  { folder, format }: { readonly folder: string; readonly format: FormatName },
): Promise<ReadonlyMap<string, string> | string> {
  const paths = new Map<string, string>();
  for (const table of tables) {
    try {
      const path = await writeData(session, table, { folder, format: formatNamed(format) });
      if (path === undefined) return `${format} does not keep the values of ${table.source}`;
      paths.set(table.source, path);
    } catch (error) {
      if (error instanceof DuckDBError) return error.reason;
      if (!(error instanceof UserError) || error.exitCode === 3) throw error;
      return error.message;
    }
  }
  return paths;
}

/** Empty where it is. */
async function whyNotReproduced(
  scenario: string,
  { outcome, tables }: Pick<ScenarioContent, 'outcome' | 'tables'>,
  { lake, effects }: { readonly lake: string; readonly effects: Effects },
): Promise<string> {
  const record = await replay({ scenario, lake, effects });
  const found = ruleOutcomeIn(record, tables[0]?.dataset ?? '');
  if (record.status === 'passed' && found !== undefined && reasonClass(found) === reasonClass(outcome)) return '';
  const unmet = record.expectations.filter(({ met }) => !met);
  return [
    ...record.stages.flatMap(({ findings }) => findings.map(({ message }) => message)),
    ...unmet.map((each) => `${each.path}: expected ${each.expected}, found ${each.found}`),
    ...(found === undefined ? [] : [reasonClass(found)]),
  ].join('; ');
}
