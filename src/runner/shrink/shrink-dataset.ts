import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Effects } from '../../core/effects.ts';
import { UserError, userError } from '../../core/errors.ts';
import { readText } from '../../core/read-text.ts';
import { openSession } from '../../duckdb/open-session.ts';
import { openDirectoryStore } from '../../lake/directory-store.ts';
import { openCatalog, type CatalogTable } from '../../local-glue/catalog.ts';
import { freezeClock } from '../../local-glue/frozen-clock.ts';
import { parseRuleset } from '../../quality/dqdl/parse-ruleset.ts';
import type { Ruleset } from '../../quality/dqdl/ast.ts';
import type { Relation } from '../../quality/types.ts';
import type { ReplayRecord } from '../record.ts';
import { replay } from '../replay.ts';
import { fileOf, readScenario } from '../scenario.ts';
import { chooseAssessed, recordedRule, type RecordedOutcome } from './choose-assessed.ts';
import { rulesetOf } from './choose-rule.ts';
import type { ShrinkDatasetOptions, ShrinkResult } from './options.ts';
import { judgeRuleset } from './question.ts';
import { reasonClass } from './reason-class.ts';
import { shrinkSubject } from './shrink-subject.ts';

/** Shrinks a dataset of a scenario, which is replayed for it in a lake that is gone afterwards. */
export async function shrinkDataset(options: ShrinkDatasetOptions, effects: Effects): Promise<ShrinkResult> {
  const scenario = await readScenario(options.scenario);
  const lake = await mkdtemp(join(tmpdir(), 'glue-replay-shrink-'));
  try {
    const record = await replay({ scenario: options.scenario, lake, effects });
    const { dataset, rules, outcomes } = chooseAssessed(scenario, record, options);
    const ruleset = await readRuleset(fileOf(scenario, rules));
    const { node, recorded } = recordedRule(ruleset, outcomes, options);
    const clock = new Date(scenario.spec.clock);
    await using store = await openDirectoryStore(lake, { effects });
    await using session = await openSession({ folders: [...store.localFolders] });
    await freezeClock(session, clock);
    const catalog = await openCatalog(session, store);
    for (const name of Object.keys(scenario.spec.ingestion)) await catalog.refresh('processed', name);
    for (const name of Object.keys(scenario.spec.processing)) await catalog.refresh('curated', name);
    const table = catalog.tables.get(dataset);
    if (table === undefined) throw noData(dataset, record);
    const subject = {
      session,
      ruleset,
      clock,
      tables: { primary: withoutMetadata(table), references: referencesOf(catalog.tables) },
      findings: [],
      name: dataset.slice(dataset.indexOf('.') + 1),
      format: 'csv' as const,
      words: `\`${dataset}\` of the scenario \`${options.scenario}\``,
    };
    const judged = await judgeRuleset(session, { ...subject, ruleset: rulesetOf(ruleset, node) });
    if (reasonClass(judged) !== reasonClass(recorded)) throw needsMetadata(recorded);
    return await shrinkSubject(subject, { ...options, rule: ruleset.rules.indexOf(node) + 1 }, effects);
  } finally {
    await rm(lake, { recursive: true, force: true });
  }
}

async function readRuleset(file: string): Promise<Ruleset> {
  const { ruleset, findings } = parseRuleset(await readText(file), { file });
  if (findings.some(({ severity }) => severity === 'error')) throw new UserError(findings);
  return ruleset;
}

/** What ingestion adds is added again when what is left is replayed. */
const METADATA: ReadonlySet<string> = new Set(['_source_object', '_source_row', '_ingested_at', '_run_id']);

function withoutMetadata({ relation, columns }: CatalogTable): Relation {
  return { relation, columns: columns.filter(({ name }) => !METADATA.has(name)) };
}

/** By `zone.name` and, where that is not taken, by name, as in a replay. */
function referencesOf(tables: ReadonlyMap<string, CatalogTable>): ReadonlyMap<string, Relation> {
  const references = new Map<string, Relation>();
  for (const [name, table] of tables) references.set(name, withoutMetadata(table));
  for (const [name, table] of tables) {
    const alone = name.slice(name.indexOf('.') + 1);
    if (!references.has(alone)) references.set(alone, withoutMetadata(table));
  }
  return references;
}

function needsMetadata({ rule, outcome }: RecordedOutcome): UserError {
  return userError({
    code: 'SHRINK_NOT_SHOWN',
    message: 'the rule comes out like this only with the columns that ingestion adds, which cannot be shrunk',
    found: `${rule}: ${outcome}`,
  });
}

function noData(dataset: string, { stages }: ReplayRecord): UserError {
  const failed = stages.find(({ status }) => status === 'failed');
  return userError({
    code: 'SHRINK_NO_ROWS',
    message: `a replay of the scenario does not make ${dataset}`,
    ...(failed === undefined ? {} : { found: failed.findings.map(({ message }) => message).join('; ') }),
    hint: 'See what it does make: glue-replay run',
  });
}
