import { isRecord, type Shape } from './json-shape.ts';

/** How nested records become columns. */
export interface Flattening {
  /** Whether a nested record is a column itself, by the keys that lead to it. */
  readonly isWanted: (path: readonly string[]) => boolean;
}

/** A value of JSON records: the keys that lead to it, and its shape. */
export interface Leaf {
  readonly path: readonly string[];
  readonly shape: Shape | undefined;
}

/** A record within more records than this is text. */
const DEEPEST = 32;

/** The values of records in order: those of the top, or with `flatten` those that are no records. */
export function leavesOf(shapes: ReadonlyMap<string, Shape>, flatten: Flattening | undefined): Leaf[] {
  return [...shapes].flatMap(([key, shape]) => (flatten ? within([key], shape, flatten) : [{ path: [key], shape }]));
}

function within(path: readonly string[], shape: Shape, flatten: Flattening): Leaf[] {
  if (!isRecord(shape) || flatten.isWanted(path)) return [{ path, shape }];
  if (path.length >= DEEPEST) return [{ path, shape: 'JSON' }];
  return Object.entries(shape).flatMap(([key, of]) => within([...path, key], of, flatten));
}
