import type { Session } from '../../duckdb/session.ts';
import type { AggregateRequest, GroupingRequest, Request } from '../analyzers/request.ts';
import type { Dataset } from '../dataset.ts';
import { canBeKept } from './frequency-table.ts';
import { isLasting } from './lasting-filter.ts';

/** What is asked of the data, by how it is had. */
export interface SortedRequests {
  /** Of the primary relation, from the values of its parts. */
  readonly aggregates: readonly AggregateRequest[];
  /** From the frequency tables of the parts. */
  readonly groupings: readonly GroupingRequest[];
  /** Must see all rows of the primary relation at once. */
  readonly whole: readonly Request[];
  /** Does not read the primary relation. */
  readonly beside: readonly Request[];
}

export async function sortRequests(
  session: Session,
  requests: readonly Request[],
  dataset: Dataset,
): Promise<SortedRequests> {
  const lasting = await lastingFilters(session, requests);
  const aggregates: AggregateRequest[] = [];
  const groupings: GroupingRequest[] = [];
  const whole: Request[] = [];
  const beside: Request[] = [];
  for (const request of requests) {
    if (!readsPrimary(request, dataset)) beside.push(request);
    else if ('where' in request && request.where !== undefined && !lasting.has(request.where)) whole.push(request);
    else if (request.kind === 'aggregate' && request.combine !== undefined) aggregates.push(request);
    else if (request.kind === 'grouping' && canBeKept(request, dataset)) groupings.push(request);
    else whole.push(request);
  }
  return { aggregates, groupings, whole, beside };
}

async function lastingFilters(session: Session, requests: readonly Request[]): Promise<ReadonlySet<string>> {
  const filters = new Set(requests.flatMap((request) => ('where' in request ? (request.where ?? []) : [])));
  const lasting = new Set<string>();
  for (const where of filters) if (await isLasting(session, where)) lasting.add(where);
  return lasting;
}

/** A statement of ours names the relation that it reads. */
function readsPrimary(request: Request, { primary }: Dataset): boolean {
  switch (request.kind) {
    case 'aggregate':
      return request.alias === undefined;
    case 'statement':
      return request.sql.includes('"primary"') || request.sql.includes(primary.relation.text);
    case 'files':
      return false;
    default:
      return true;
  }
}
