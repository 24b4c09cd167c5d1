import { keyOf, type GroupingRequest, type Request } from '../analyzers/request.ts';
import { countRows } from '../analyzers/counts.ts';
import type { Dataset } from '../dataset.ts';
import { printRule } from '../dqdl/print.ts';
import { isRefusal } from '../refusal.ts';
import type { PreparedRule } from '../rules/rule-type.ts';
import type { GroupScan, Plan, PlannedMetric, PlannedRule, Scan, UserQuery } from './plan.ts';
import type { PreparedRuleset } from './prepare.ts';
import { aggregateSql, groupSql, scanSql, scanSource, type Source } from './statements.ts';

/**
 * Fuses what the rules need: equal requests once, all plain aggregates into one scan whatever their `where`, all
 * groupings of one key set and `where` into one `group by`. The number of rows is always measured.
 */
export function planOf(prepared: PreparedRuleset, dataset: Dataset): Plan {
  const rules = [...prepared.rules.values()].filter((rule): rule is PreparedRule => !isRefusal(rule));
  const analyzers = [
    ...rules.flatMap(({ constraints, shows }) => [...constraints.map(({ analyzer }) => analyzer), ...shows]),
    ...prepared.analyzers,
  ];
  const requests = distinct([countRows({ dataset, where: undefined }), ...analyzers.flatMap(({ needs }) => needs)]);
  const source = scanSource(dataset, undefined);
  return {
    ...source,
    aliases: ['primary', ...Object.keys(dataset.references)],
    filters: [...new Set(analyzers.flatMap(({ where }) => (where === undefined ? [] : [where])))],
    patterns: distinctPatterns(rules),
    scans: [undefined, ...Object.keys(dataset.references)].flatMap((alias) => scanOf(requests, alias, dataset)),
    groupings: groupingsOf(requests, source),
    statements: requests.flatMap((request) =>
      request.kind === 'statement' ? [{ key: keyOf(request), about: request.about, sql: request.sql }] : [],
    ),
    queries: queriesOf(requests),
    files: requests.flatMap((request) =>
      request.kind === 'files' ? [{ key: keyOf(request), path: request.path, hash: request.hash }] : [],
    ),
    rules: plannedRules(prepared),
  };
}

/** One of each key, in the order first asked for. */
function distinct(requests: readonly Request[]): readonly Request[] {
  const byKey = new Map<string, Request>();
  for (const request of requests) if (!byKey.has(keyOf(request))) byKey.set(keyOf(request), request);
  return [...byKey.values()];
}

function distinctPatterns(rules: readonly PreparedRule[]): Plan['patterns'] {
  const all = rules.flatMap(({ patterns }) => patterns ?? []);
  return [...new Map(all.map((pattern) => [pattern.table, pattern])).values()];
}

/** Aggregates with the same `where` stand together. */
function scanOf(requests: readonly Request[], alias: string | undefined, dataset: Dataset): Scan[] {
  const metrics = requests.flatMap((request): PlannedMetric[] =>
    request.kind === 'aggregate' && request.alias === alias
      ? [{ key: keyOf(request), sql: aggregateSql(request), where: request.where }]
      : [],
  );
  if (metrics.length === 0) return [];
  const filters = [...new Set(metrics.map(({ where }) => where))];
  const sorted = metrics.toSorted((a, b) => filters.indexOf(a.where) - filters.indexOf(b.where));
  return [{ alias, metrics: sorted, sql: scanSql(scanSource(dataset, alias), sorted) }];
}

function groupingsOf(requests: readonly Request[], source: Source): GroupScan[] {
  const groups = new Map<string, GroupingRequest[]>();
  for (const request of requests) {
    if (request.kind !== 'grouping') continue;
    const name = JSON.stringify([request.keys.toSorted(), request.where]);
    groups.set(name, [...(groups.get(name) ?? []), request]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { keys, where } = first;
    const metrics = group.map((request) => ({ key: keyOf(request), sql: request.measure, where }));
    return [{ keys, where, metrics, sql: groupSql(source, { keys, where }, metrics) }];
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
