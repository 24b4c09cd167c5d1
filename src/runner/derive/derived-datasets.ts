import { levelOf } from '../../generators/defects/registry.ts';

/** What of a scenario decides it. */
interface Spec {
  readonly expect: { readonly derived: boolean };
  readonly ingestion: Readonly<Record<string, { readonly source?: string | undefined }>>;
  readonly sources: Readonly<Record<string, { readonly generate?: unknown }>>;
}

/** The datasets of a scenario of which it can be derived what must come of them: those of generated sources. */
export function derivedDatasets({ expect, ingestion, sources }: Spec): string[] {
  if (!expect.derived) return [];
  return Object.entries(ingestion)
    .filter(([name, spec]) => sources[spec.source ?? name]?.generate !== undefined)
    .map(([name]) => name);
}

/** Why nothing can be derived of a kind of defect; undefined where it can. */
export function notDerivable(kind: string): string | undefined {
  const level = levelOf(kind);
  if (level === 'cell' || level === 'row') return undefined;
  return `what comes of ${kind} cannot be derived: it is damage to the ${level ?? 'data'} as a whole, and not to cells or rows`;
}
