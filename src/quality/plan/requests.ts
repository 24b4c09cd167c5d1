import { countRows } from '../analyzers/counts.ts';
import { greatest, keyOf, least, type AggregateRequest, type Request } from '../analyzers/request.ts';
import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import type { Dataset } from '../dataset.ts';
import { isRefusal } from '../refusal.ts';
import type { PreparedRule } from '../rules/rule-type.ts';
import type { PreparedRuleset } from './prepare.ts';

/** All that is measured for a ruleset: what it asks for, and what tells how that is best had. */
export function requestsOf(prepared: PreparedRuleset, dataset: Dataset): readonly Request[] {
  const asked = askedOf(prepared, dataset);
  return distinct([...asked, ...asked.flatMap((request) => Object.values(rangeOf(request, dataset) ?? {}))]);
}

/** All that a ruleset asks of the data, each once, in the order first asked for. The number of rows is always asked. */
export function askedOf(prepared: PreparedRuleset, dataset: Dataset): readonly Request[] {
  const analyzers = [
    ...preparedRules(prepared).flatMap(({ constraints, shows }) => [
      ...constraints.map(({ analyzer }) => analyzer),
      ...shows,
    ]),
    ...prepared.analyzers,
  ];
  return distinct([
    countRows({ dataset, where: undefined }),
    ...[...analyzers, ...prepared.distributions].flatMap(({ needs }): readonly Request[] => needs),
  ]);
}

/** What is asked, and what else must be known of each part of the rows to have it from parts. */
export function askedOfParts(asked: readonly Request[]): readonly Request[] {
  const beside = asked.flatMap((request) => (request.kind === 'aggregate' ? request.beside : []));
  return beside.length === 0 ? asked : distinct([...asked, ...askedOfParts(beside)]);
}

export function preparedRules({ rules }: PreparedRuleset): readonly PreparedRule[] {
  return [...rules.values()].filter((rule): rule is PreparedRule => !isRefusal(rule));
}

/** What tells whether the keys of a grouping lie close together: for one key of whole numbers of at most 64 bits. */
export function rangeOf(
  request: Request,
  { primary }: Dataset,
): { readonly least: AggregateRequest; readonly greatest: AggregateRequest } | undefined {
  if (request.kind !== 'grouping' || request.keys.length !== 1) return undefined;
  const [key = ''] = request.keys;
  const isKey = ({ name, type }: Column): boolean => id(name).text === key && WHOLE_NUMBERS.has(type);
  if (![...primary.columns, ...(primary.nested ?? [])].some(isKey)) return undefined;
  return { least: least(`min(${key})`, { where: undefined }), greatest: greatest(`max(${key})`, { where: undefined }) };
}

const WHOLE_NUMBERS: ReadonlySet<string> = new Set(['INTEGER', 'BIGINT', 'UINTEGER', 'UBIGINT']);

function distinct(requests: readonly Request[]): readonly Request[] {
  const byKey = new Map<string, Request>();
  for (const request of requests) if (!byKey.has(keyOf(request))) byKey.set(keyOf(request), request);
  return [...byKey.values()];
}
