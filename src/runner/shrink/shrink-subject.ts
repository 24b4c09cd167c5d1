import type { Effects } from '../../core/effects.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { ruleText } from '../../quality/rule-text.ts';
import { chooseShown } from './choose-shown.ts';
import { countRows, refuseEmpty } from './count-rows.ts';
import type { ShrinkSettings, ShrinkResult, ShrunkTable } from './options.ts';
import { putInPlace } from './output-folder.ts';
import { nameIn, placeTables, type PlacedTable } from './placed-table.ts';
import { seesAllColumns } from './sees-all-columns.ts';
import { ask, type Tables } from './question.ts';
import { scenarioName } from './scenario-name.ts';
import { stopper } from './stopped.ts';
import type { Subject } from './subject.ts';
import { trim } from './trim.ts';
import type { WorkTable } from './work-table.ts';
import { writeScenario } from './write-scenario.ts';

/** Chooses the rule, shrinks the tables, and writes the scenario where it is to be written. */
export async function shrinkSubject(
  subject: Subject,
  options: ShrinkSettings,
  effects: Effects,
): Promise<ShrinkResult> {
  const { session, clock, name, findings, words } = subject;
  const began = effects.elapsed();
  effects.progress({ kind: 'start', subject: name, stage: 'shrink' });
  await refuseEmpty(session, subject.tables);
  const { ruleset, node, whole } = await chooseShown(subject, options);
  const text = ruleText(node);
  const tables = namedTables(subject.tables, text);
  for (const alias of tables.references.keys()) nameIn(alias);
  const onTry = (tries: number): void =>
    effects.progress({ kind: 'advance', subject: name, stage: 'shrink', detail: `${tries} tries` });
  const question = ask(session, { ruleset, clock, wanted: whole, onTry });
  const shrunk = await trim(session, {
    tables,
    whole,
    question,
    stopped: stopper(effects, began + (options.maxSeconds ?? 60) * 1000),
    exchangeable: !seesAllColumns(node),
    named: (relation) => namedColumns(relation.columns, `${text} ${whole.columns.join(' ')}`),
  });
  const outcome = await question.judge(relationsOf(shrunk.tables));
  const placed = placeTables(shrunk.tables, { name, node });
  const shown = await describeTables(session, { before: tables, placed });
  const { out } = options;
  if (out !== undefined) {
    // All the data once more are no result.
    if (shrunk.ended === 'stopped' && shown.every(isWhole)) effects.signal.throwIfAborted();
    const content = {
      name: scenarioName(out),
      ruleset,
      outcome,
      clock,
      tables: placed,
      source: words,
      command: options.command,
      sizes: shown.map(sizeLine),
      ended: shrunk.ended,
    };
    const unstopped = { ...effects, signal: new AbortController().signal, progress: () => {} };
    await putInPlace(await writeScenario(session, content, { format: subject.format, effects: unstopped }), out);
  }
  const elapsedMs = effects.elapsed() - began;
  effects.progress({ kind: 'end', subject: name, stage: 'shrink', elapsedMs });
  return {
    rule: outcome.rule,
    outcome: outcome.outcome,
    failureReason: outcome.failureReason,
    source: words,
    tables: shown,
    ended: shrunk.ended,
    tries: question.tries(),
    elapsedMs,
    ...(out === undefined ? {} : { folder: out }),
    findings,
  };
}

/** Of the references those that the rule names. */
function namedTables({ primary, references }: Tables, text: string): Tables {
  const lower = text.toLowerCase();
  return { primary, references: new Map([...references].filter(([alias]) => lower.includes(alias.toLowerCase()))) };
}

/** The columns whose names stand in a text, as words of their own. */
function namedColumns(columns: readonly Column[], text: string): string[] {
  return columns
    .map(({ name }) => name)
    .filter((name) => {
      const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      return new RegExp(String.raw`(?<![\p{L}\p{N}_])${escaped}(?![\p{L}\p{N}_])`, 'iu').test(text);
    });
}

function relationsOf({ primary, references }: Tables<WorkTable>): Tables {
  return {
    primary: primary.relation(),
    references: new Map([...references].map(([alias, table]) => [alias, table.relation()])),
  };
}

const SAMPLE_ROWS = 20;

async function describeTables(
  session: Session,
  { before, placed }: { readonly before: Tables; readonly placed: readonly PlacedTable[] },
): Promise<ShrunkTable[]> {
  const tables: ShrunkTable[] = [];
  for (const { work, dataset, alias } of placed) {
    const from = (alias === undefined ? undefined : before.references.get(alias)) ?? before.primary;
    tables.push({
      name: dataset,
      rows: { from: await countRows(session, from), to: work.rows },
      columns: { from: from.columns.length, to: work.columns },
      sample: await work.sample(SAMPLE_ROWS),
    });
  }
  return tables;
}

function isWhole({ rows, columns }: ShrunkTable): boolean {
  return rows.to === rows.from && columns.to.length === columns.from;
}

function sizeLine({ name, rows, columns }: ShrunkTable): string {
  return `\`${name}\`: ${rows.to} of ${rows.from} rows, ${columns.to.length} of ${columns.from} columns`;
}
