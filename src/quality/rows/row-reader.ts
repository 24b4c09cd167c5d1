import type { Session } from '../../duckdb/session.ts';
import type { Dataset } from '../dataset.ts';
import type { Rule, RuleNode } from '../dqdl/ast.ts';
import type { Measured } from '../measure/measurement.ts';
import { companionsOf, planRows, type RowPlan, type RowStanding, type RowVerdict } from '../plan/row-plan.ts';
import type { PreparedRuleset } from '../plan/prepare.ts';
import { rowSource } from '../plan/row-source.ts';
import type { FailingRows } from '../types.ts';
import { CompanionTables } from './companion-tables.ts';
import { failingRows } from './failing-rows.ts';
import type { RowResults } from './row-results.ts';
import { isMeasured, rowStanding } from './row-standing.ts';
import { surveyRows, type Found, type Survey } from './survey.ts';
import { slotsOf, type VerdictSlots } from './verdict-slots.ts';
import { SKIPPED } from './without-broken.ts';

/** The row-level side of an evaluation: nothing is read before it is asked for. */
export interface RowReader extends AsyncDisposable {
  /** How many rows fail each of the rules to which AWS Glue gives a verdict on rows. */
  counts(nodes: readonly RuleNode[]): Promise<ReadonlyMap<RuleNode, number>>;
  /** The rows that break each of the rules, for those where they can be found. */
  failing(nodes: readonly RuleNode[]): Promise<ReadonlyMap<RuleNode, FailingRows>>;
  /** What the results of all rows are made of. */
  results(): Promise<RowResults>;
}

/** A rule in the results of all rows, with the text it has there. */
export interface ListedNode {
  readonly node: RuleNode;
  readonly text: string;
}

export interface RowReaderInput {
  readonly session: Session;
  readonly dataset: Dataset;
  readonly prepared: PreparedRuleset;
  readonly measured: Measured;
  /** The rules of the results of all rows; undefined where only failing rows will be asked for. */
  readonly listed: readonly ListedNode[] | undefined;
  /** How many failing rows to show for a rule. */
  readonly sampleRows: number;
  readonly filteredRowLabel: 'PASSED' | 'SKIPPED';
}

export async function openRows(input: RowReaderInput): Promise<RowReader> {
  const { session, dataset, prepared, measured, listed, sampleRows, filteredRowLabel } = input;
  const { primary } = dataset;
  const columns = await session.columns(primary.relation);
  const source = rowSource(primary, columns);
  const { returned } = measured;
  const tables = new CompanionTables(session, { dataset, returned });

  const plan = async (nodes: readonly RuleNode[], culprits: boolean): Promise<RowPlan> => {
    const standing = (rule: Rule): RowStanding =>
      culprits && isMeasured(rule, prepared, measured) ? 'judged' : rowStanding(rule, prepared, measured);
    await tables.make(companionsOf(nodes, prepared, { standing, culprits }));
    const companion = tables.valueOf.bind(tables);
    return planRows(nodes, prepared, dataset, { source, standing, companion, returned, filteredRowLabel, culprits });
  };
  const survey = async (nodes: readonly RuleNode[], culprits: boolean): Promise<Surveyed> =>
    surveyed(session, await plan(nodes, culprits), sampleRows);
  /** With results to come, all their rules are judged at once, whichever are asked for first. */
  let whole: Promise<SurveyedResults> | undefined;
  const surveyListed = async (rules: readonly ListedNode[]): Promise<SurveyedResults> => {
    const once = rulesOnce(
      await plan(
        rules.map(({ node }) => node),
        false,
      ),
      rules,
    );
    return { ...once, ...(await surveyed(session, once.plan, sampleRows)) };
  };
  const listedRules = (): Promise<SurveyedResults> | undefined =>
    listed === undefined ? undefined : (whole ??= surveyListed(listed));
  const shown = shownColumns(
    dataset,
    columns.map(({ name }) => name),
  );

  return {
    async counts(nodes) {
      const all = await listedRules();
      const judged = all ?? (await survey(nodes, false));
      const counts = new Map(judged.plan.verdicts.map(({ node }, index) => [node, judged.found[index]?.count]));
      return valuesOf(nodes, (node) => counts.get(all?.same.get(node) ?? node));
    },
    async failing(nodes) {
      const all = await listedRules();
      const firsts = new Map(nodes.map((node) => [node, all?.same.get(node) ?? node]));
      const judged: Surveyed[] = all === undefined ? [] : [only(all, new Set(firsts.values()))];
      const known = new Set(judged.flatMap((each) => each.plan.verdicts.map(({ node }) => node)));
      const others = [...new Set(firsts.values())].filter((node) => !known.has(node));
      if (others.length > 0) judged.push(await survey(others, true));
      const failing = new Map<RuleNode, FailingRows | undefined>();
      for (const { plan: each, found } of judged) {
        const rows = await failingRows(session, each, { found, columns: shown });
        for (const [index, { node }] of each.verdicts.entries()) failing.set(node, rows[index]);
      }
      return valuesOf(nodes, (node) => failing.get(firsts.get(node) ?? node));
    },
    async results() {
      const judged = (await listedRules()) ?? (await surveyListed([]));
      const nested = new Set((primary.nested ?? []).map(({ name }) => name));
      const names = columns.map(({ name }) => name).filter((name) => !nested.has(name));
      return { ...judged, columns, shown: names };
    },
    [Symbol.asyncDispose]: () => tables[Symbol.asyncDispose](),
  };
}

/** A plan with what was found by it, one entry a verdict. */
interface Surveyed {
  readonly plan: RowPlan;
  readonly slots: VerdictSlots;
  readonly found: readonly (Found | undefined)[];
  readonly frequent: Survey['frequent'];
}

/** Verdicts that could not be had are skipped from then on. */
async function surveyed(session: Session, plan: RowPlan, limit: number): Promise<Surveyed> {
  const slots = slotsOf(plan);
  const { found, frequent } = await surveyRows(session, plan, { verdicts: slots.sql, limit });
  const sql = slots.sql.map((each, slot) => (found[slot] === undefined ? SKIPPED : each));
  const ofVerdict = slots.ofVerdict.map((slot) => (slot === undefined ? undefined : found[slot]));
  return { plan, slots: { ...slots, sql }, found: ofVerdict, frequent };
}

interface RulesOnce {
  readonly plan: RowPlan;
  /** The text of each rule of the plan. */
  readonly texts: readonly string[];
  /** The first of equal rules, for each of them. */
  readonly same: ReadonlyMap<RuleNode, RuleNode>;
}

type SurveyedResults = RulesOnce & Surveyed;

/** A rule that is written twice comes once. */
function rulesOnce(plan: RowPlan, rules: readonly ListedNode[]): RulesOnce {
  const firsts = new Map<string, { readonly verdict: RowVerdict; readonly text: string }>();
  const same = new Map<RuleNode, RuleNode>();
  for (const [index, verdict] of plan.verdicts.entries()) {
    const text = rules[index]?.text ?? '';
    const key = JSON.stringify([text, verdict.sql]);
    const first = firsts.get(key) ?? { verdict, text };
    firsts.set(key, first);
    same.set(verdict.node, first.verdict.node);
  }
  const once = [...firsts.values()];
  return { plan: { ...plan, verdicts: once.map(({ verdict }) => verdict) }, texts: once.map(({ text }) => text), same };
}

/** The part for some of the rules, those that judge rows by their values. */
function only(all: Surveyed, nodes: ReadonlySet<RuleNode>): Surveyed {
  const kept = all.plan.verdicts.map(({ node, isOfValues }) => isOfValues && nodes.has(node));
  const keep = <T>(each: readonly T[]): readonly T[] => each.filter((_, index) => kept[index]);
  return { ...all, plan: { ...all.plan, verdicts: keep(all.plan.verdicts) }, found: keep(all.found) };
}

function valuesOf<T>(nodes: readonly RuleNode[], valueOf: (node: RuleNode) => T | undefined): ReadonlyMap<RuleNode, T> {
  return new Map(
    nodes.flatMap((node) => {
      const value = valueOf(node);
      return value === undefined ? [] : [[node, value] as const];
    }),
  );
}

/** The columns that rules see, and the place of the row in its object. */
function shownColumns({ primary }: Dataset, names: readonly string[]): readonly string[] {
  const judged = primary.columns.map(({ name }) => name);
  const place = ['_source_object', '_source_row'].filter((name) => names.includes(name) && !judged.includes(name));
  return [...place, ...judged];
}
