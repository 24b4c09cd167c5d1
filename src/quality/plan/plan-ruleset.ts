import { keyOf, type AggregateRequest, type GroupingRequest, type Request } from '../analyzers/request.ts';
import type { Dataset } from '../dataset.ts';
import { printRule } from '../dqdl/print.ts';
import { isRefusal } from '../refusal.ts';
import type { PreparedRule } from '../rules/rule-type.ts';
import type { GroupScan, Plan, PlannedCenter, PlannedMetric, PlannedRule, Scan, UserQuery } from './plan.ts';
import type { PreparedRuleset } from './prepare.ts';
import { preparedRules, rangeOf, requestsOf } from './requests.ts';
import { aggregateSql, conditionOf, groupSql, scanSql, scanSource, type Source } from './statements.ts';

/**
 * Fuses what the rules need: equal requests once, all plain aggregates into one scan, all groupings of one key set into
 * one `group by`, whatever their `where`. `requests` may be some of what they ask for; default: all of it.
 */
export function planOf(
  prepared: PreparedRuleset,
  dataset: Dataset,
  requests: readonly Request[] = requestsOf(prepared, dataset),
): Plan {
  const source = scanSource(dataset, undefined);
  return {
    ...source,
    aliases: ['primary', ...Object.keys(dataset.references)],
    filters: filtersOf(prepared, requests),
    patterns: distinctPatterns(preparedRules(prepared)),
    scans: [undefined, ...Object.keys(dataset.references)].flatMap((alias) => scanOf(requests, alias, dataset)),
    groupings: groupingsOf(requests, source, dataset),
    statements: requests.flatMap((request) =>
      request.kind === 'statement' ? [{ key: keyOf(request), about: request.about, sql: request.sql }] : [],
    ),
    queries: queriesOf(requests),
    files: requests.flatMap((request) =>
      request.kind === 'files'
        ? [{ key: keyOf(request), path: request.path, filters: request.filters, hash: request.hash }]
        : [],
    ),
    rules: plannedRules(prepared),
  };
}

/** Of rules, so that a bad one is known for theirs, and of what they ask for. */
function filtersOf(prepared: PreparedRuleset, requests: readonly Request[]): string[] {
  const rules = preparedRules(prepared).flatMap(({ constraints, shows }) => [
    ...constraints.map(({ analyzer }) => analyzer),
    ...shows,
  ]);
  const asked = requests.flatMap((request) => ('where' in request ? [request] : []));
  const all = [...rules, ...prepared.analyzers, ...asked];
  return [...new Set(all.flatMap(({ where }) => (where === undefined ? [] : [where])))];
}

function distinctPatterns(rules: readonly PreparedRule[]): Plan['patterns'] {
  const all = rules.flatMap(({ patterns }) => patterns ?? []);
  return [...new Map(all.map((pattern) => [pattern.table, pattern])).values()];
}

/** Aggregates with the same `where` stand together. */
export function scanOf(requests: readonly Request[], alias: string | undefined, dataset: Dataset): Scan[] {
  const known = new Map<string, PlannedCenter>();
  const metrics = requests.flatMap((request): PlannedMetric[] => {
    if (request.kind !== 'aggregate' || request.alias !== alias) return [];
    const centers = centersOf(request, known);
    const metric = { key: keyOf(request), sql: aggregateSql(request, centers), where: request.where };
    return [centers.length === 0 ? metric : { ...metric, centers }];
  });
  if (metrics.length === 0) return [];
  const filters = [...new Set(metrics.map(({ where }) => where))];
  const sorted = metrics.toSorted((a, b) => filters.indexOf(a.where) - filters.indexOf(b.where));
  return [{ alias, metrics: sorted, sql: scanSql(scanSource(dataset, alias), sorted) }];
}

/** The centers of an aggregate, each under its name among those that are `known`. */
function centersOf(request: AggregateRequest, known: Map<string, PlannedCenter>): readonly PlannedCenter[] {
  return (request.around?.centers ?? []).map((center) => {
    const condition = conditionOf(request);
    const key = JSON.stringify([center, condition]);
    const planned = known.get(key) ?? { ...center, condition, name: `__center${known.size}` };
    known.set(key, planned);
    return planned;
  });
}

function groupingsOf(requests: readonly Request[], source: Source, dataset: Dataset): GroupScan[] {
  const groups = new Map<string, GroupingRequest[]>();
  for (const request of requests) {
    if (request.kind !== 'grouping') continue;
    const name = JSON.stringify(request.keys.toSorted());
    groups.set(name, [...(groups.get(name) ?? []), request]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { keys } = first;
    const range = rangeOf(first, dataset);
    const metrics = group.map((request) => ({ key: keyOf(request), sql: request.measure, where: request.where }));
    return [
      {
        keys,
        metrics,
        sql: groupSql(source, keys, metrics),
        range: range && { least: keyOf(range.least), greatest: keyOf(range.greatest) },
      },
    ];
  });
}

function queriesOf(requests: readonly Request[]): UserQuery[] {
  return requests.flatMap((request): UserQuery[] =>
    request.kind === 'scalar query' || request.kind === 'returned rows'
      ? [{ key: keyOf(request), form: request.kind, query: request.query }]
      : [],
  );
}

function plannedRules(prepared: PreparedRuleset): PlannedRule[] {
  return [...prepared.rules].map(([node, rule]) => {
    if (isRefusal(rule)) return { rule: printRule(node), needs: [], refused: rule.reason };
    const analyzers = [...rule.constraints.map(({ analyzer }) => analyzer), ...rule.shows];
    const needs = new Set(analyzers.flatMap((analyzer) => analyzer.needs.map(keyOf)));
    return { rule: printRule(node), needs: [...needs], refused: analyzers.find(({ refused }) => refused)?.refused };
  });
}
