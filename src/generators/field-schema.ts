import { z } from 'zod';
import { nearest } from '../core/nearest.ts';
import { FIELD_KINDS } from './fields/registry.ts';

const NAMES: readonly string[] = FIELD_KINDS.map(({ name }) => name);

const anyKind = z.union(FIELD_KINDS.map(({ schema }) => schema));
/** One field of a recipe: an object with exactly one key that names its kind, its settings, `type` and `nullRate`. */
export const fieldSchema = z.preprocess(checkKind, anyKind);

/** Says what is wrong with the kind before the schemas of all kinds are tried, which would name an arbitrary one. */
function checkKind(field: z.input<typeof anyKind>, context: z.core.$RefinementCtx): unknown {
  if (typeof field !== 'object' || field === null || Array.isArray(field)) return field;
  const keys = Object.keys(field);
  const kinds = keys.filter((key) => NAMES.includes(key));
  if (kinds.length === 1) return field;
  const close = keys.map((key) => nearest(key, NAMES)).find((name) => name !== undefined);
  const meant = kinds.length > 0 || close === undefined ? '' : `; did you mean ${JSON.stringify(close)}?`;
  context.addIssue({
    code: 'custom',
    input: field,
    message: `needs exactly one of ${NAMES.join(', ')}, found ${kinds.length === 0 ? 'none' : kinds.join(' and ')}${meant}`,
  });
  return z.NEVER;
}
