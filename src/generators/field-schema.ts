import { z } from 'zod';
import { nearest } from '../core/nearest.ts';
import type { FieldKind, FieldSpec } from './field.ts';
import { listField } from './fields/list.ts';
import { SIMPLE_KINDS } from './fields/registry.ts';
import { structField } from './fields/struct.ts';

const simple = z.union(SIMPLE_KINDS.map(({ schema }) => schema));

/** One field of a recipe as it is written. */
export type FieldInput = z.input<typeof simple> | (FieldSpec & NestedInput);
type NestedInput =
  | { readonly struct: Readonly<Record<string, FieldInput>> }
  | { readonly list: { readonly of: FieldInput; readonly min?: number; readonly max?: number } };

/** One field of a recipe: an object with exactly one key that names its kind, its settings, `type` and `nullRate`. */
export const fieldSchema: z.ZodType<FieldSpec, FieldInput> = z.lazy(() => z.preprocess(checkKind, anyKind));

/** Every kind of field. */
export const FIELD_KINDS: readonly FieldKind[] = [...SIMPLE_KINDS, structField(fieldSchema), listField(fieldSchema)];
const NAMES: readonly string[] = FIELD_KINDS.map(({ name }) => name);

const anyKind: z.ZodType<FieldSpec> = z.union(FIELD_KINDS.map(({ schema }) => schema));

/** The kind of field that a field of a recipe is. */
export function kindOfField(field: FieldSpec): FieldKind | undefined {
  return FIELD_KINDS.find(({ name }) => name in field);
}

/** Says what is wrong with the kind before the schemas of all kinds are tried, which would name an arbitrary one. */
function checkKind(field: FieldInput, context: z.core.$RefinementCtx): unknown {
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
