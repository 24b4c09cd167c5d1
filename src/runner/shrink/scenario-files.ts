import { printYaml } from '../../core/print-yaml.ts';
import { id, join } from '../../duckdb/sql.ts';
import type { Ruleset } from '../../quality/dqdl/ast.ts';
import { parseRuleset } from '../../quality/dqdl/parse-ruleset.ts';
import { printRule, printRuleset } from '../../quality/dqdl/print.ts';
import type { RuleOutcome } from '../../quality/types.ts';
import type { ShrinkEnd } from './options.ts';
import type { PlacedTable } from './placed-table.ts';

/** What a scenario of a shrunk rule is made of, its data aside. */
export interface ScenarioContent {
  readonly name: string;
  readonly ruleset: Ruleset;
  readonly outcome: RuleOutcome;
  readonly clock: Date;
  /** The table that the rule judges comes first. */
  readonly tables: readonly PlacedTable[];
  /** The path of each source's file. */
  readonly data: ReadonlyMap<string, string>;
  /** What the data were, for people. */
  readonly source: string;
  readonly sizes: readonly string[];
  readonly ended: ShrinkEnd;
  readonly command: string | undefined;
}

/** The text files of the scenario, by path. */
export function scenarioFiles(content: ScenarioContent): ReadonlyMap<string, string> {
  const { tables } = content;
  const jobs = tables.filter(isCurated).map(({ dataset, source, work }) => {
    const columns = join(work.columns.map(({ name }) => id(name)));
    return [`jobs/${nameOf(dataset)}.sql`, `select ${columns.text}\nfrom processed.${source}\n`] as const;
  });
  return new Map([
    ['scenario.yaml', scenarioYaml(content)],
    ['README.md', readme(content)],
    [rulesPath(content), printRuleset(content.ruleset)],
    ...jobs,
  ]);
}

function scenarioYaml(content: ScenarioContent): string {
  const { name, outcome, clock, tables, data } = content;
  const [judged] = tables;
  const spec = {
    name,
    about: `The smallest data found on which ${VERBS[outcome.outcome]}: ${outcome.rule}`,
    clock: clock.toISOString(),
    sources: Object.fromEntries(tables.map(({ source }) => [source, { files: data.get(source) }])),
    ingestion: Object.fromEntries(
      tables.map(({ source, work }) => [
        source,
        { columns: Object.fromEntries(work.columns.map((column) => [column.name, column.type])) },
      ]),
    ),
    processing: Object.fromEntries(
      tables
        .filter(isCurated)
        .map(({ dataset }) => [nameOf(dataset), { sql: `jobs/${nameOf(dataset)}.sql`, dialect: 'duckdb' }]),
    ),
    quality: judged === undefined ? {} : { [judged.dataset]: { rules: rulesPath(content) } },
    expect: {
      ...Object.fromEntries(
        tables.map(({ source, work }) => [`processed.${source}`, { rows: work.rows, quarantined: 0 }]),
      ),
      quality: judged === undefined ? {} : { [judged.dataset]: qualityExpectation(outcome) },
    },
  };
  const { processing, ...others } = spec;
  return printYaml(Object.keys(processing).length === 0 ? others : spec);
}

const VERBS = { Passed: 'this rule passes', Failed: 'this rule fails', Error: 'this rule cannot be judged' } as const;

/** By its text too, where that is read back as the same rule. */
function qualityExpectation({ outcome, rule }: RuleOutcome): object {
  if (outcome === 'Passed') return { passed: 1, failed: [] };
  const [parsed] = parseRuleset(`Rules = [ ${rule} ]`).ruleset.rules;
  return { passed: 0, ...(parsed !== undefined && printRule(parsed) === rule ? { failed: [rule] } : {}) };
}

function readme(content: ScenarioContent): string {
  const { name, outcome, source, sizes, ended, command, ruleset } = content;
  return [
    `# ${name}`,
    '',
    `Made by \`glue-replay shrink\` from ${source}:`,
    '',
    ...sizes.map((size) => `- ${size}`),
    '',
    FAR[ended],
    '',
    `${outcome.outcome}${outcome.failureReason === null ? '' : `: ${outcome.failureReason.replaceAll('\n', '; ')}`}`,
    '',
    '```',
    printRuleset(ruleset).trimEnd(),
    '```',
    '',
    'Run it in this folder: `glue-replay run`. It is green as long as the rule comes out like this.',
    ...(command === undefined ? [] : ['', 'It was made by:', '', '```', command, '```']),
    '',
  ].join('\n');
}

/** How far it got, in a sentence. */
const FAR: Readonly<Record<ShrinkEnd, string>> = {
  minimal: 'No single row or column can be left out: the rule would come out otherwise (a table keeps one of each).',
  time: 'The time was over before all was tried: more rows or columns could perhaps be left out.',
  stopped: 'It was stopped before all was tried: more rows or columns could perhaps be left out.',
};

function rulesPath({ tables }: ScenarioContent): string {
  return `rules/${nameOf(tables[0]?.dataset ?? '')}.dqdl`;
}

function isCurated({ dataset }: PlacedTable): boolean {
  return dataset.startsWith('curated.');
}

function nameOf(dataset: string): string {
  return dataset.slice(dataset.indexOf('.') + 1);
}
